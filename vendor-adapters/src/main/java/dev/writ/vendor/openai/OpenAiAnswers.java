package dev.writ.vendor.openai;

import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** JSON by template, and the error envelopes. */
final class OpenAiAnswers {
  private static final String INVALID = "invalid_request_error";

  private OpenAiAnswers() {}

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

  static SimulatedResponse ok(ObjectNode body) {
    return SimulatedResponse.json(200, body);
  }

  static SimulatedResponse deleted(String object, String id) {
    return ok(json("{\"id\":?,\"object\":?,\"deleted\":true}", id, object));
  }

  static SimulatedResponse error(int status) {
    return switch (status) {
      case 401 -> error(401, "Incorrect API key provided.", INVALID, null, "invalid_api_key");
      case 429 ->
          error(429, "Rate limit reached for requests.", "requests", null, "rate_limit_exceeded");
      case 400, 403, 404, 405 -> error(status, "Invalid request.", INVALID, null, null);
      default ->
          error(status, "The server is overloaded or not ready yet.", "server_error", null, null);
    };
  }

  /** Worded as seen. */
  static SimulatedResponse noKey() {
    return error(
        401,
        "You didn't provide an API key. You need to provide your API key in an Authorization header"
            + " using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
        INVALID,
        null,
        null);
  }

  /** Worded as seen. */
  static SimulatedResponse noSuchUrl(String method, String path) {
    return error(404, "Invalid URL (" + method + " " + path + ")", INVALID, null, null);
  }

  /** Worded as seen. */
  static SimulatedResponse notAllowed(String method, String path) {
    return error(
        405,
        "Not allowed to " + method + " on " + path + ".",
        INVALID,
        null,
        "method_not_supported");
  }

  static SimulatedResponse invalid(String message, @Nullable String param) {
    return error(400, message, INVALID, param, null);
  }

  static SimulatedResponse invalid(String message, @Nullable String param, String code) {
    return error(400, message, INVALID, param, code);
  }

  /** Worded as seen for files, conversations and responses; any other wording is ours. */
  static SimulatedResponse notFound(String collection, String id) {
    return switch (collection) {
      case "files" -> error(404, "No such File object: " + id, INVALID, "id", null);
      case "conversations" ->
          error(404, "Conversation with id '" + id + "' not found.", INVALID, null, null);
      case "responses" ->
          error(404, "Response with id '" + id + "' not found.", INVALID, null, null);
      default -> error(404, "Not found.", INVALID, null, null);
    };
  }

  private static SimulatedResponse error(
      int status, String message, String type, @Nullable String param, @Nullable String code) {
    return SimulatedResponse.json(
        status,
        json(
            "{\"error\":{\"message\":?,\"type\":?,\"param\":?,\"code\":?}}",
            message,
            type,
            param,
            code));
  }
}
