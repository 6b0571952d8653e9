package dev.writ.vendor.anthropic;

import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Ends a simulated call with the platform's error envelope. */
final class SimulatedRefusal extends RuntimeException {
  static final String REQUEST_ID = "req_sandbox";

  private final transient SimulatedResponse answer;

  private SimulatedRefusal(SimulatedResponse answer) {
    super(null, null, false, false);
    this.answer = answer;
  }

  SimulatedResponse answer() {
    return answer;
  }

  static SimulatedRefusal invalid(String message) {
    return new SimulatedRefusal(error(400, message));
  }

  /** Worded as documented for files; any other wording is ours. */
  static SimulatedRefusal notFound(String shelf, String id) {
    String word =
        shelf
            .substring(shelf.lastIndexOf('/') + 1)
            .replaceAll("(?<=ch)es$|s$", "")
            .replace('_', ' ');
    String name = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    return new SimulatedRefusal(error(404, name + " `" + id + "` not found."));
  }

  /** Worded as the documents or live answers word them. */
  static SimulatedResponse error(int status) {
    return error(
        status,
        switch (status) {
          case 401 -> "invalid x-api-key";
          case 403 -> "Your API key does not have permission to use the specified resource.";
          case 404 -> "Not found";
          case 405 -> "Method Not Allowed";
          case 429 -> "Number of requests has exceeded your rate limit.";
          case 529 -> "Overloaded";
          default -> status >= 500 ? "Internal server error" : "Invalid request";
        });
  }

  static SimulatedResponse error(int status, String message) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/json");
    headers.put("request-id", REQUEST_ID);
    if (status == 429) {
      headers.put("retry-after", "1");
      headers.put("anthropic-ratelimit-requests-limit", "500");
      headers.put("anthropic-ratelimit-requests-remaining", "0");
      headers.put("anthropic-ratelimit-requests-reset", "2026-11-01T08:00:00Z");
    }
    var error = new LinkedHashMap<String, Object>();
    error.put("type", type(status));
    error.put("message", message);
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "error");
    body.put("error", error);
    body.put("request_id", REQUEST_ID);
    return new SimulatedResponse(
        status,
        Map.copyOf(headers),
        VendorHttp.JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 402 -> "billing_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 409 -> "conflict_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 504 -> "timeout_error";
      case 529 -> "overloaded_error";
      default -> status >= 500 ? "api_error" : "invalid_request_error";
    };
  }
}
