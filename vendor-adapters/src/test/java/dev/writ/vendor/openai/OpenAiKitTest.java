package dev.writ.vendor.openai;

import dev.writ.vendor.kit.AdapterContract;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** OpenAI and the promises of the kit. */
class OpenAiKitTest extends AdapterContract {
  private final VendorSimulator simulator = new OpenAiSimulator();

  @Override
  protected VendorAdapter adapter() {
    return new OpenAiAdapter();
  }

  @Override
  protected VendorSimulator simulator() {
    return simulator;
  }

  /** Every seventh is of one kind, of which a page has a hundred. */
  @Override
  protected int twoPagesOfEachList() {
    return 1000;
  }

  @Override
  protected Set<String> askFor(String code) {
    return code.equals("OPENAI_KEYS")
        ? bench().askedInLeaving(bench().connectionWithoutOptionalCredentials())
        : Set.of();
  }

  @Override
  protected Set<String> listedWhereTheListAnswers() {
    return Set.of("video");
  }

  /** One of every kind that planting leaves out; work that is found by its metadata. */
  @Override
  protected List<VendorObject> plantMore(SandboxPerson person, List<VendorObject> ledger) {
    var metadata = Map.of("subject", person.email());
    post(
        "batches",
        Map.of(
            "input_file_id",
            upload("files", "file", Map.of("purpose", "batch")),
            "endpoint",
            "/v1/responses",
            "metadata",
            metadata));
    post(
        "fine_tuning/jobs",
        Map.of(
            "model",
            "gpt-4.1-mini-2025-04-14",
            "training_file",
            upload("files", "file", Map.of("purpose", "fine-tune")),
            "metadata",
            metadata));
    post("vector_stores", Map.of("name", "own", "metadata", metadata));
    var eval =
        post(
            "evals",
            Map.of(
                "data_source_config",
                Map.of("type", "custom"),
                "testing_criteria",
                List.of(),
                "metadata",
                metadata));
    post("evals/" + eval + "/runs", Map.of("data_source", Map.of("type", "jsonl")));
    var container =
        post(
            "containers",
            Map.of(
                "name",
                "own",
                "expires_after",
                Map.of("anchor", "last_active_at", "minutes", 1_000_000)));
    upload("containers/" + container + "/files", "file", Map.of());
    var consent = Map.of("name", "own", "language", "en-US");
    return List.of(
        new VendorObject("container", container),
        new VendorObject("skill", upload("skills", "files", Map.of())),
        new VendorObject("voice_consent", upload("audio/voice_consents", "recording", consent)),
        new VendorObject("video", post("videos", Map.of("prompt", "a calm sea"))));
  }

  private String post(String path, Map<String, ?> body) {
    return made(path, "application/json", VendorHttp.JSON.writeValueAsString(body));
  }

  /** A form with one file. */
  private String upload(String path, String file, Map<String, String> fields) {
    var form = new StringBuilder();
    fields.forEach(
        (name, value) ->
            form.append("--b\r\nContent-Disposition: form-data; name=\"%s\"".formatted(name))
                .append("\r\n\r\n%s\r\n".formatted(value)));
    form.append("--b\r\nContent-Disposition: form-data; name=\"%s\"".formatted(file))
        .append("; filename=\"f\"\r\n\r\n{}\r\n--b--\r\n");
    return made(path, "multipart/form-data; boundary=b", form.toString());
  }

  private String made(String path, String type, String body) {
    var headers =
        Map.of(
            "authorization",
            "Bearer " + simulator.credentials().get("apiKey"),
            "content-type",
            type);
    var answer =
        simulator.answer(
            new SimulatedRequest(
                "POST", "/v1/" + path, Map.of(), headers, body.getBytes(StandardCharsets.UTF_8)),
            Set.of());
    return VendorHttp.JSON.readTree(answer.body()).path("id").asString();
  }

  /**
   * Stored completions, fine-tuning jobs and ChatKit threads are found by a filter of a GET, and by
   * nothing else (openapi.json, GET /chat/completions, /fine_tuning/jobs and /chatkit/threads).
   */
  @Override
  protected boolean mayCarryAnIdentifier(SimulatedRequest request) {
    return request.method().equals("GET")
        && Set.of("/v1/chat/completions", "/v1/fine_tuning/jobs", "/v1/chatkit/threads")
            .contains(request.path());
  }
}
