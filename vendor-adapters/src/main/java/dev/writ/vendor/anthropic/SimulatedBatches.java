package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.SimulatedCall.deleted;
import static dev.writ.vendor.anthropic.SimulatedCall.json;
import static dev.writ.vendor.anthropic.SimulatedCall.ok;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Message batches. Small ones have ended when they are first read, large ones are at work until
 * they are cancelled. What is at work refuses its deletion with 400, what has ended its
 * cancellation: the documents are silent on both.
 */
final class SimulatedBatches {
  static final String BATCHES = "messages/batches";

  private static final int SMALL = 10;
  private static final int POLLS_TO_CANCEL = 2;
  private static final Duration CONTENT = Duration.ofDays(29);

  private final SimulatedShelves shelves;

  SimulatedBatches(SimulatedShelves shelves, SimulatedRoutes routes) {
    this.shelves = shelves;
    routes.on(
        "GET messages/batches",
        call ->
            SimulatedLists.cursors(
                call, shelves.listed(BATCHES).stream().map(row -> shown(row, call)).toList()));
    routes.on("POST messages/batches", this::create);
    routes.on("GET messages/batches/*", this::read);
    routes.on("GET messages/batches/*/results", this::results);
    routes.on("POST messages/batches/*/cancel", this::cancel);
    routes.on("DELETE messages/batches/*", this::delete);
  }

  /** A batch at work. */
  SimulatedThing add(String id, List<String> customIds, @Nullable String owner) {
    var json =
        json(
            "{\"id\":?,\"type\":\"message_batch\",\"processing_status\":\"in_progress\","
                + "\"request_counts\":?,\"created_at\":?,\"ended_at\":null,\"expires_at\":?,"
                + "\"archived_at\":null,\"cancel_initiated_at\":null,\"results_url\":null}",
            id,
            counts(customIds.size(), 0, 0),
            shelves.present().toString(),
            shelves.present().plus(Duration.ofDays(1)).toString());
    var batch = shelves.add(BATCHES, json, owner);
    batch.content = String.join("\n", customIds).getBytes(StandardCharsets.UTF_8);
    return batch;
  }

  private static ObjectNode counts(int processing, int succeeded, int canceled) {
    return json(
        "{\"processing\":?,\"succeeded\":?,\"errored\":0,\"canceled\":?,\"expired\":0}",
        processing,
        succeeded,
        canceled);
  }

  private SimulatedResponse create(SimulatedCall call) {
    var customIds = new ArrayList<String>();
    for (var request : call.body().path("requests")) {
      customIds.add(request.path("custom_id").asString(""));
    }
    if (customIds.isEmpty() || customIds.contains("")) {
      throw SimulatedRefusal.invalid("requests: Field required");
    }
    if (new HashSet<>(customIds).size() < customIds.size()) {
      throw SimulatedRefusal.invalid("requests: custom_id must be unique within a batch");
    }
    var batch = add(shelves.newId("msgbatch_"), customIds, null);
    var answer = ok(batch.json);
    if (customIds.size() <= SMALL) {
      end(batch, 0);
    }
    return answer;
  }

  /** Ends with this many requests cancelled, and all others answered. */
  private void end(SimulatedThing batch, int canceled) {
    batch.json.put("processing_status", "ended");
    batch.json.put("ended_at", shelves.now().toString());
    batch.json.set("request_counts", counts(0, customIds(batch).size() - canceled, canceled));
  }

  /** The address of the results is absolute, as this call reached us: clients go where it says. */
  private ObjectNode shown(ObjectNode batch, SimulatedCall call) {
    var shown = batch.deepCopy();
    if (archived(batch)) {
      shown.put("archived_at", end(batch).toString());
    } else if (batch.path("processing_status").asString("").equals("ended")) {
      var path = "v1/" + BATCHES + "/" + batch.path("id").asString("") + "/results";
      shown.put("results_url", call.url(path));
    }
    return shown;
  }

  /** What was asked and answered is there for 29 days; the entry stays, as archived. */
  private boolean archived(ObjectNode batch) {
    return shelves.over(end(batch));
  }

  private static Instant end(ObjectNode batch) {
    return Instant.parse(batch.path("created_at").asString()).plus(CONTENT);
  }

  private SimulatedResponse read(SimulatedCall call) {
    var batch = shelves.require(BATCHES, call.id());
    var answer = ok(shown(batch.json, call));
    if (batch.is("processing_status", "canceling") && ++batch.polls >= POLLS_TO_CANCEL) {
      end(batch, customIds(batch).size());
    }
    return answer;
  }

  private static List<String> customIds(SimulatedThing batch) {
    return List.of(new String(batch.content, StandardCharsets.UTF_8).split("\n"));
  }

  /** Not in the order of the requests. */
  private SimulatedResponse results(SimulatedCall call) {
    var batch = shelves.require(BATCHES, call.id());
    if (!batch.is("processing_status", "ended")) {
      throw SimulatedRefusal.invalid("The batch has not ended.");
    }
    if (archived(batch.json)) {
      throw SimulatedRefusal.notFound(BATCHES, batch.id);
    }
    boolean canceled = batch.json.path("request_counts").path("canceled").asInt(0) > 0;
    var lines = new StringBuilder();
    for (String customId : customIds(batch).reversed()) {
      lines.append(result(customId, canceled)).append('\n');
    }
    return new SimulatedResponse(
        200,
        Map.of("Content-Type", "application/x-jsonl"),
        lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode result(String customId, boolean canceled) {
    return canceled
        ? json("{\"custom_id\":?,\"result\":{\"type\":\"canceled\"}}", customId)
        : json(
            "{\"custom_id\":?,\"result\":{\"type\":\"succeeded\",\"message\":{\"id\":?,"
                + "\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-sandbox\","
                + "\"content\":[{\"type\":\"text\",\"text\":\"Hello.\",\"citations\":null}],"
                + "\"stop_reason\":\"end_turn\",\"stop_sequence\":null,"
                + "\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}}}",
            customId,
            "msg_" + customId);
  }

  private SimulatedResponse cancel(SimulatedCall call) {
    var batch = shelves.require(BATCHES, call.id());
    if (batch.is("processing_status", "ended")) {
      throw SimulatedRefusal.invalid("The batch has ended.");
    }
    batch.json.put("processing_status", "canceling");
    batch.json.put("cancel_initiated_at", shelves.now().toString());
    return ok(batch.json);
  }

  private SimulatedResponse delete(SimulatedCall call) {
    var batch = shelves.require(BATCHES, call.id());
    if (!batch.is("processing_status", "ended")) {
      throw SimulatedRefusal.invalid("The batch is still being processed.");
    }
    shelves.delete(batch, call.misbehaviours());
    return deleted("message_batch", batch.id);
  }
}
