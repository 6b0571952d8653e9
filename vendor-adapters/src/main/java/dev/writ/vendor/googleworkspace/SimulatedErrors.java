package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Google's error envelopes; the older APIs name a reason, the newer ones a status. */
final class SimulatedErrors {
  private SimulatedErrors() {}

  /** Ends a call with this answer. */
  static final class Refused extends RuntimeException {
    final transient SimulatedResponse answer;

    Refused(SimulatedResponse answer) {
      super(null, null, false, false);
      this.answer = answer;
    }
  }

  /** Of the Directory and Drive: both. */
  static SimulatedResponse both(int status, String message, String reason, String word) {
    var error = head(status, message);
    error.put("errors", List.of(reason(message, reason)));
    error.put("status", word);
    return SimulatedResponse.json(status, Map.of("error", error));
  }

  /** Of Gmail, whose documented sample has no status. */
  static SimulatedResponse old(int status, String message, String reason) {
    var error = head(status, message);
    error.put("errors", List.of(reason(message, reason)));
    return SimulatedResponse.json(status, Map.of("error", error));
  }

  /** Of Vault. */
  static SimulatedResponse modern(int status, String message, String word) {
    var error = head(status, message);
    error.put("status", word);
    return SimulatedResponse.json(status, Map.of("error", error));
  }

  private static Map<String, Object> head(int status, String message) {
    var error = new LinkedHashMap<String, Object>();
    error.put("code", status);
    error.put("message", message);
    return error;
  }

  private static Map<String, Object> reason(String message, String reason) {
    var each = new LinkedHashMap<String, Object>();
    each.put("message", message);
    each.put("domain", reason.endsWith("Exceeded") ? "usageLimits" : "global");
    each.put("reason", reason);
    return each;
  }

  static SimulatedResponse imposed(int status) {
    return switch (status) {
      case 401 -> both(401, "Invalid Credentials", "authError", "UNAUTHENTICATED");
      case 403 ->
          both(
              403,
              "Request had insufficient authentication scopes.",
              "insufficientPermissions",
              "PERMISSION_DENIED");
      case 404 -> both(404, "Resource Not Found", "notFound", "NOT_FOUND");
      case 429 -> modern(429, "Quota exceeded for quota metric.", "RESOURCE_EXHAUSTED");
      default ->
          both(status, "The service is currently unavailable.", "backendError", "UNAVAILABLE");
    };
  }

  static Refused scope() {
    return new Refused(imposed(403));
  }

  static Refused invalid(String message) {
    return new Refused(modern(400, message, "INVALID_ARGUMENT"));
  }

  static Refused precondition(String message) {
    return new Refused(modern(400, message, "FAILED_PRECONDITION"));
  }

  static Refused missing() {
    return new Refused(imposed(404));
  }
}
