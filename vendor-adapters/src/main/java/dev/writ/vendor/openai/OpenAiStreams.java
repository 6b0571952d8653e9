package dev.writ.vendor.openai;

import static dev.writ.vendor.openai.OpenAiAnswers.json;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A finished answer told as the server-sent events in which it would have come. */
final class OpenAiStreams {
  private final StringBuilder events = new StringBuilder();
  private int number;

  private OpenAiStreams() {}

  static SimulatedResponse response(ObjectNode response) {
    var stream = new OpenAiStreams();
    var item = (ObjectNode) response.path("output").path(0);
    var part = (ObjectNode) item.path("content").path(0);
    String id = item.path("id").asString("");
    var begun = response.deepCopy().put("status", "in_progress");
    begun.putArray("output");
    var empty = item.deepCopy().put("status", "in_progress");
    empty.putArray("content");
    var place = json("{\"output_index\":0,\"item_id\":?,\"content_index\":0}", id);
    stream.event("response.created", json("{\"response\":?}", begun));
    stream.event("response.in_progress", json("{\"response\":?}", begun));
    stream.event("response.output_item.added", json("{\"output_index\":0,\"item\":?}", empty));
    stream.event(
        "response.content_part.added",
        place.deepCopy().set("part", part.deepCopy().put("text", "")));
    stream.event(
        "response.output_text.delta", text(place, "delta", part.path("text").asString("")));
    stream.event("response.output_text.done", text(place, "text", part.path("text").asString("")));
    stream.event("response.content_part.done", place.deepCopy().set("part", part));
    stream.event("response.output_item.done", json("{\"output_index\":0,\"item\":?}", item));
    stream.event("response.completed", json("{\"response\":?}", response));
    return stream.answer();
  }

  private static ObjectNode text(ObjectNode place, String field, String value) {
    var event = place.deepCopy().put(field, value);
    event.putArray("logprobs");
    return event;
  }

  private void event(String type, ObjectNode event) {
    var data = json("{\"type\":?,\"sequence_number\":?}", type, number++);
    data.setAll(event);
    events.append("event: ").append(type).append("\ndata: ").append(data).append("\n\n");
  }

  static SimulatedResponse completion(ObjectNode completion) {
    var stream = new OpenAiStreams();
    var message = completion.path("choices").path(0).path("message");
    stream.chunk(completion, json("{\"role\":\"assistant\",\"content\":\"\"}"), null);
    stream.chunk(completion, json("{\"content\":?}", message.path("content")), null);
    stream.chunk(completion, json("{}"), "stop");
    stream.events.append("data: [DONE]\n\n");
    return stream.answer();
  }

  private void chunk(ObjectNode completion, ObjectNode delta, @Nullable String reason) {
    events
        .append("data: ")
        .append(
            json(
                """
                {"id":?,"object":"chat.completion.chunk","created":?,"model":?,
                 "choices":[{"index":0,"delta":?,"logprobs":null,"finish_reason":?}]}
                """,
                completion.path("id"),
                completion.path("created"),
                completion.path("model"),
                delta,
                reason))
        .append("\n\n");
  }

  private SimulatedResponse answer() {
    return new SimulatedResponse(
        200,
        Map.of("Content-Type", "text/event-stream; charset=utf-8"),
        events.toString().getBytes(StandardCharsets.UTF_8));
  }
}
