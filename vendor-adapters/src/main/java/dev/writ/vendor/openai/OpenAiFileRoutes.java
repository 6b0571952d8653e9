package dev.writ.vendor.openai;

import static dev.writ.vendor.openai.OpenAiAnswers.deleted;
import static dev.writ.vendor.openai.OpenAiAnswers.invalid;
import static dev.writ.vendor.openai.OpenAiAnswers.json;
import static dev.writ.vendor.openai.OpenAiAnswers.ok;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Files, batches, fine-tuning jobs and models. A batch or job over at most ten lines ends at once;
 * a longer one runs until it is cancelled, so that nothing but a request ever changes the account.
 */
final class OpenAiFileRoutes {
  static final String FILES = "files";
  static final String BATCHES = "batches";
  static final String JOBS = "fine_tuning/jobs";
  static final String MODELS = "models";

  private static final int SHORT = 10;
  private static final long FIRST = 1_780_000_000L;
  private static final List<String> OWN =
      List.of("gpt-5-mini", "gpt-4.1-mini-2025-04-14", "text-embedding-3-small");
  private static final long THIRTY_DAYS = 2_592_000;
  private static final long HOUR = 3_600;
  private static final Set<String> PURPOSES =
      Set.of("assistants", "batch", "fine-tune", "vision", "user_data", "evals");

  private final OpenAiShelves shelves;
  private final OpenAiStock stock;

  OpenAiFileRoutes(OpenAiShelves shelves, OpenAiStock stock, OpenAiRoutes routes) {
    this.shelves = shelves;
    this.stock = stock;
    routes.post("files", this::upload);
    routes.get("files", this::files);
    routes.get("files/{id}", call -> ok(stock.require(FILES, call.id()).json));
    routes.get("files/{id}/content", call -> stock.content(FILES, call.id()));
    routes.delete("files/{id}", this::deleteFile);
    routes.post("batches", this::createBatch);
    routes.get(
        "batches", call -> OpenAiPaging.BATCHES.answer(call.request(), shelves.listed(BATCHES)));
    routes.get("batches/{id}", this::batch);
    routes.post("batches/{id}/cancel", this::cancelBatch);
    routes.post("fine_tuning/jobs", this::createJob);
    routes.get("fine_tuning/jobs", this::jobs);
    routes.get("fine_tuning/jobs/{id}", call -> ok(stock.require(JOBS, call.id()).json));
    routes.post("fine_tuning/jobs/{id}/cancel", this::cancelJob);
    routes.get("fine_tuning/jobs/{id}/events", this::events);
    routes.get("fine_tuning/jobs/{id}/checkpoints", this::checkpoints);
    routes.get("models", call -> ok(json("{\"object\":\"list\",\"data\":?}", models())));
    routes.get("models/{id}", this::model);
    routes.delete("models/{id}", call -> stock.delete(call, MODELS, "model"));
  }

  private SimulatedResponse upload(OpenAiCall call) {
    var form = call.form();
    var file = form.file("file");
    String purpose = form.text("purpose").orElse("");
    if (file.isEmpty()) {
      return invalid("Missing required parameter: 'file'.", "file");
    }
    if (!PURPOSES.contains(purpose)) {
      return invalid("Invalid value for 'purpose'.", "purpose");
    }
    long seconds = lifetime(form, purpose);
    var made =
        stock.file(
            shelves.newId("file-"), file.get().filename(), purpose, file.get().content(), null);
    if (seconds > 0) {
      var now = shelves.present();
      made.endsAt = now.plusSeconds(seconds);
      made.json.put("created_at", now.getEpochSecond()); // which is where the days begin
      made.json.put("expires_at", made.endsAt.getEpochSecond());
    }
    return ok(made.json);
  }

  /** Seconds until it expires, 0 for ever; a batch's input expires after 30 days by itself. */
  private static long lifetime(OpenAiForm form, String purpose) {
    var asked = form.text("expires_after[seconds]");
    if (asked.isEmpty()) {
      return purpose.equals("batch") ? THIRTY_DAYS : 0;
    }
    boolean number = asked.get().matches("[0-9]{1,8}");
    if (!number
        || Long.parseLong(asked.get()) < HOUR
        || Long.parseLong(asked.get()) > THIRTY_DAYS) {
      throw new OpenAiRefusal(invalid("Invalid expiry.", "expires_after", "invalid_value"));
    }
    return Long.parseLong(asked.get());
  }

  private SimulatedResponse files(OpenAiCall call) {
    var purpose = call.request().param("purpose");
    return OpenAiPaging.FILES.answer(
        call.request(),
        shelves.listed(FILES).stream()
            .filter(
                file ->
                    purpose.map(p -> p.equals(file.json.path("purpose").asString(""))).orElse(true))
            .toList());
  }

  /** A deleted file leaves every vector store. */
  private SimulatedResponse deleteFile(OpenAiCall call) {
    var file = stock.require(FILES, call.id());
    shelves.delete(file, call.misbehaviours());
    for (var store : shelves.readable(OpenAiStoreRoutes.STORES)) {
      String attachments = OpenAiStoreRoutes.STORES + "/" + store.id + "/files";
      var attached = shelves.find(attachments, file.id);
      if (attached != null) {
        shelves.delete(attached, call.misbehaviours());
      }
    }
    return deleted("file", file.id);
  }

  private SimulatedResponse createBatch(OpenAiCall call) {
    var body = call.body();
    var input = input(body, "input_file_id", "batch");
    if (!body.path("endpoint").isString()) {
      return invalid("Missing required parameter: 'endpoint'.", "endpoint");
    }
    String owner = OpenAiStock.owner(body, input.owner);
    String id = shelves.newId("batch_");
    var batch =
        shelves.add(
            BATCHES,
            OpenAiShapes.batch(
                id,
                body.path("endpoint"),
                input.id,
                "in_progress",
                OpenAiStock.metadata(body),
                shelves.now()),
            owner);
    if (lines(input) <= SHORT) {
      batch.json.put("status", "completed");
      batch.json.put("output_file_id", output(owner, "batch_output").id);
    }
    return ok(batch.json);
  }

  private OpenAiStored output(@Nullable String owner, String purpose) {
    byte[] content = "{\"response\":{\"body\":{}}}\n".getBytes(StandardCharsets.UTF_8);
    return stock.file(shelves.newId("file-"), purpose + ".jsonl", purpose, content, owner);
  }

  /**
   * {@code cancelling} is shown once after the cancellation's own answer, then {@code cancelled}.
   */
  private SimulatedResponse batch(OpenAiCall call) {
    var batch = stock.require(BATCHES, call.id());
    var answer = ok(batch.json);
    if (batch.json.path("status").asString("").equals("cancelling")) {
      batch.json.put("status", "cancelled");
      batch.json.put("output_file_id", partial(batch));
    }
    return answer;
  }

  /** What was done before the cancellation: made with it, shown when it has ended. */
  private static String partial(OpenAiStored batch) {
    return "file-partial-" + batch.id;
  }

  private SimulatedResponse cancelBatch(OpenAiCall call) {
    var batch = stock.require(BATCHES, call.id());
    if (!batch.json.path("status").asString("").equals("in_progress")) {
      return invalid("Cannot cancel a batch with this status.", null);
    }
    batch.json.put("status", "cancelling");
    batch.json.put("cancelling_at", shelves.now());
    stock.file(partial(batch), "batch_output.jsonl", "batch_output", new byte[0], batch.owner);
    return ok(batch.json);
  }

  private SimulatedResponse createJob(OpenAiCall call) {
    var body = call.body();
    var training = input(body, "training_file", "fine-tune");
    JsonNode validation = body.path("validation_file");
    if (validation.isString()) {
      input(body, "validation_file", "fine-tune");
    }
    String owner = OpenAiStock.owner(body, training.owner);
    String id = shelves.newId("ftjob-");
    var job =
        shelves.add(
            JOBS,
            OpenAiShapes.fineTuningJob(
                id,
                body.path("model"),
                training.id,
                validation.isString() ? validation : null,
                OpenAiStock.metadata(body),
                shelves.now()),
            owner);
    if (lines(training) <= SHORT) {
      String model = "ft:" + body.path("model").asString("") + ":sandbox::" + id.substring(6);
      shelves.add(MODELS, OpenAiShapes.model(model, shelves.now()), owner);
      job.json.put("status", "succeeded");
      job.json.put("finished_at", shelves.now());
      job.json.put("fine_tuned_model", model);
      job.json.putArray("result_files").add(output(owner, "fine-tune-results").id);
    }
    return ok(job.json);
  }

  private SimulatedResponse jobs(OpenAiCall call) {
    return OpenAiPaging.WITHOUT_CURSORS.answer(
        call.request(), OpenAiStock.byMetadata(call.request(), shelves.listed(JOBS)));
  }

  private SimulatedResponse cancelJob(OpenAiCall call) {
    var job = stock.require(JOBS, call.id());
    if (!job.json.path("status").asString("").equals("running")) {
      return invalid("Cannot cancel a job with this status.", null);
    }
    job.json.put("status", "cancelled");
    job.json.put("finished_at", shelves.now());
    return ok(job.json);
  }

  private SimulatedResponse events(OpenAiCall call) {
    var job = stock.require(JOBS, call.id());
    var event =
        json(
            """
            {"object":"fine_tuning.job.event","id":?,"created_at":?,"level":"info",
             "message":?,"type":"message"}
            """,
            "ftevent-" + job.id,
            job.json.path("created_at"),
            "The job is " + job.json.path("status").asString("") + ".");
    return OpenAiPaging.WITHOUT_CURSORS.answer(
        call.request(), List.of(new OpenAiStored(event, null)));
  }

  private SimulatedResponse checkpoints(OpenAiCall call) {
    stock.require(JOBS, call.id());
    return OpenAiPaging.CHECKPOINTS.answer(call.request(), List.of());
  }

  /** OpenAI's own, and those that were made here. */
  private List<ObjectNode> models() {
    var models = new ArrayList<ObjectNode>();
    OWN.forEach(id -> models.add(OpenAiShapes.model(id, FIRST).put("owned_by", "system")));
    shelves.listed(MODELS).forEach(model -> models.add(model.json));
    return models;
  }

  private SimulatedResponse model(OpenAiCall call) {
    return OWN.contains(call.id())
        ? ok(OpenAiShapes.model(call.id(), FIRST).put("owned_by", "system"))
        : ok(stock.require(MODELS, call.id()).json);
  }

  /** The file a batch or job is made from; 400 where it is none, or none for that purpose. */
  private OpenAiStored input(JsonNode body, String param, String purpose) {
    var file = shelves.find(FILES, body.path(param).asString(""));
    if (file == null || !purpose.equals(file.json.path("purpose").asString(""))) {
      throw new OpenAiRefusal(invalid("Invalid file.", param));
    }
    return file;
  }

  private static long lines(OpenAiStored file) {
    return new String(file.content, StandardCharsets.UTF_8).lines().count();
  }
}
