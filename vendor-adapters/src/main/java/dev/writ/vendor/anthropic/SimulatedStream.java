package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.SimulatedCall.json;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** A finished message told as the server-sent events in which it would have come. */
final class SimulatedStream {
  private SimulatedStream() {}

  /**
   * @param message with one block, of text
   */
  static SimulatedResponse of(ObjectNode message) {
    var begun = message.deepCopy().putNull("stop_reason");
    begun.putArray("content");
    var block = (ObjectNode) message.path("content").path(0);
    var ending = json("{\"stop_sequence\":null,\"stop_details\":null}");
    ending.set("stop_reason", message.path("stop_reason"));
    var events =
        event("message_start", json("{\"message\":?}", begun))
            + event(
                "content_block_start",
                json("{\"index\":0,\"content_block\":?}", block.deepCopy().put("text", "")))
            + event(
                "content_block_delta",
                json(
                    "{\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":?}}",
                    block.path("text")))
            + event("content_block_stop", json("{\"index\":0}"))
            + event(
                "message_delta",
                json(
                    "{\"delta\":?,\"usage\":{\"output_tokens\":?}}",
                    ending,
                    message.path("usage").path("output_tokens")))
            + event("message_stop", json("{}"));
    return new SimulatedResponse(
        200,
        Map.of("Content-Type", "text/event-stream", "request-id", SimulatedRefusal.REQUEST_ID),
        events.getBytes(StandardCharsets.UTF_8));
  }

  private static String event(String type, ObjectNode rest) {
    var data = json("{\"type\":?}", type);
    data.setAll(rest);
    return "event: " + type + "\ndata: " + data + "\n\n";
  }
}
