package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.SimulatedCall.json;
import static dev.writ.vendor.anthropic.SimulatedCall.ok;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages, of which nothing is kept that could be read again, and models. The model always says
 * the same.
 */
final class SimulatedMessages {
  private static final List<String> MODELS = List.of("claude-sandbox", "claude-sandbox-small");
  private static final int MOST = 1000;

  private final SimulatedShelves shelves;

  SimulatedMessages(SimulatedShelves shelves, SimulatedRoutes routes) {
    this.shelves = shelves;
    routes.on("POST messages", this::create);
    routes.on("POST messages/count_tokens", SimulatedMessages::count);
    routes.on(
        "GET models",
        call ->
            SimulatedLists.both(
                call, MOST, MODELS.stream().map(SimulatedMessages::model).toList()));
    routes.on("GET models/*", SimulatedMessages::one);
  }

  private static void requireMessages(SimulatedCall call) {
    call.required("model");
    if (!call.body().path("messages").isArray()) {
      throw SimulatedRefusal.invalid("messages: Field required");
    }
  }

  private SimulatedResponse create(SimulatedCall call) {
    requireMessages(call);
    if (!call.body().path("max_tokens").isIntegralNumber()) {
      throw SimulatedRefusal.invalid("max_tokens: Field required");
    }
    var message =
        json(
            "{\"id\":?,\"type\":\"message\",\"role\":\"assistant\",\"model\":?,\"content\":"
                + "[{\"type\":\"text\",\"text\":\"Hello.\",\"citations\":null}],"
                + "\"stop_reason\":\"end_turn\",\"stop_sequence\":null,\"stop_details\":null,"
                + "\"usage\":{\"input_tokens\":9,\"output_tokens\":3}}",
            shelves.newId("msg_"),
            call.body().path("model"));
    return call.body().path("stream").asBoolean(false) ? SimulatedStream.of(message) : ok(message);
  }

  private static SimulatedResponse count(SimulatedCall call) {
    requireMessages(call);
    return ok(json("{\"input_tokens\":9}"));
  }

  private static ObjectNode model(String id) {
    return json(
        "{\"id\":?,\"type\":\"model\",\"display_name\":?,\"created_at\":\"2026-01-01T00:00:00Z\","
            + "\"lifecycle\":\"active\",\"deprecated_at\":null,\"retires_at\":null,"
            + "\"line\":null,\"capabilities\":null,\"max_input_tokens\":200000,"
            + "\"max_tokens\":64000}",
        id,
        id);
  }

  private static SimulatedResponse one(SimulatedCall call) {
    if (!MODELS.contains(call.id())) {
      throw SimulatedRefusal.notFound("models", call.id());
    }
    return ok(model(call.id()));
  }
}
