package dev.writ.vendor.anthropic;

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

/** The kit. */
class AnthropicContractTest extends AdapterContract {
  private final AnthropicSimulator simulator = new AnthropicSimulator();

  @Override
  protected VendorAdapter adapter() {
    return new AnthropicAdapter();
  }

  @Override
  protected VendorSimulator simulator() {
    return simulator;
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("removeMembers", "true");
  }

  /** A batch that has ended, whose results are a file, and a file that a session made. */
  @Override
  protected List<VendorObject> plantMore(SandboxPerson person, List<VendorObject> ledger) {
    var batch = make("messages/batches", "{\"requests\":[{\"custom_id\":\"one\",\"params\":{}}]}");
    simulator
        .planting()
        .files()
        .add(
            "file_made",
            "chart.png",
            "image/png",
            new byte[] {1},
            "sesn_" + person.key() + "_1",
            null);
    return List.of(new VendorObject("message_batch", batch));
  }

  private String make(String path, String body) {
    var answer =
        simulator.answer(
            new SimulatedRequest(
                "POST",
                "/v1/" + path,
                Map.of(),
                Map.of(
                    "x-api-key",
                    simulator.credentials().get("apiKey"),
                    "anthropic-version",
                    "2023-06-01"),
                body.getBytes(StandardCharsets.UTF_8)),
            Set.of());
    return VendorHttp.JSON.readTree(answer.body()).path("id").asString();
  }

  /**
   * Members and invites are found by the filter {@code email} of a GET, and by nothing else (Admin
   * API, list users, list invites).
   */
  @Override
  protected boolean mayCarryAnIdentifier(SimulatedRequest request) {
    return request.method().equals("GET")
        && Set.of("/v1/organizations/users", "/v1/organizations/invites").contains(request.path());
  }
}
