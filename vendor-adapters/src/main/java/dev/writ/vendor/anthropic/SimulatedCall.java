package dev.writ.vendor.anthropic;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One call of a route.
 *
 * @param ids what stood for the route's placeholders, in their order
 */
record SimulatedCall(SimulatedRequest request, List<String> ids, Set<Misbehaviour> misbehaviours) {

  String id() {
    return ids.getFirst();
  }

  String inner() {
    return ids.get(1);
  }

  String param(String name) {
    return request.param(name).orElse("");
  }

  boolean has(String parameter) {
    return request.param(parameter).isPresent();
  }

  /** Whether what was erased by word is still there. */
  boolean lies() {
    return misbehaviours.contains(Misbehaviour.KEEPS_DATA)
        || misbehaviours.contains(Misbehaviour.HIDES_FROM_LIST)
        || misbehaviours.contains(Misbehaviour.PURGES_LATE);
  }

  boolean beta(String value) {
    return Arrays.stream(request.headers().getOrDefault("anthropic-beta", "").split(","))
        .anyMatch(word -> word.strip().equals(value));
  }

  /** Absolute, as this request reached us. */
  String url(String path) {
    var host = request.headers().get("host");
    return (host == null
            ? "https://api.anthropic.com/"
            : request.scheme() + "://" + host + "/anthropic/")
        + path;
  }

  /** The JSON body; an empty one is an empty object, an unreadable one a 400. */
  JsonNode body() {
    try {
      var body = VendorHttp.JSON.readTree(request.body().length == 0 ? "{}" : request.text());
      if (body.isObject()) {
        return body;
      }
    } catch (JacksonException unreadable) {
      // answered below
    }
    throw SimulatedRefusal.invalid("The request body is not valid JSON.");
  }

  /** A text that must be there. */
  String required(String field) {
    String text = body().path(field).asString("");
    if (text.isEmpty()) {
      throw SimulatedRefusal.invalid(field + ": Field required");
    }
    return text;
  }

  /** The template with each {@code ?} replaced by one value as JSON. */
  static ObjectNode json(String template, @Nullable Object... values) {
    var text = new StringBuilder();
    int from = 0;
    for (Object value : values) {
      int at = template.indexOf('?', from);
      text.append(template, from, at).append(VendorHttp.JSON.writeValueAsString(value));
      from = at + 1;
    }
    text.append(template.substring(from));
    return (ObjectNode) VendorHttp.JSON.readTree(text.toString());
  }

  static SimulatedResponse ok(Object json) {
    return new SimulatedResponse(
        200,
        Map.of("Content-Type", "application/json", "request-id", SimulatedRefusal.REQUEST_ID),
        VendorHttp.JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8));
  }

  static SimulatedResponse deleted(String type, String id) {
    return ok(json("{\"id\":?,\"type\":?}", id, type + "_deleted"));
  }
}
