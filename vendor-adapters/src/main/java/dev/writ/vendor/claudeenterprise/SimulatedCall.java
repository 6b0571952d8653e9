package dev.writ.vendor.claudeenterprise;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** One request as the Compliance API reads it: its parameters, and its errors. */
record SimulatedCall(SimulatedRequest request, String path, Set<Misbehaviour> misbehaviours) {
  private static final List<String> TIMES =
      List.of(
          "created_at.gt",
          "created_at.gte",
          "created_at.lt",
          "created_at.lte",
          "updated_at.gt",
          "updated_at.gte",
          "updated_at.lt",
          "updated_at.lte");

  /** Ends a call with this answer. */
  static final class Refused extends RuntimeException {
    final transient SimulatedResponse answer;

    Refused(SimulatedResponse answer) {
      super(null, null, false, false);
      this.answer = answer;
    }
  }

  boolean get() {
    return request.method().equals("GET");
  }

  boolean has(Misbehaviour misbehaviour) {
    return misbehaviours.contains(misbehaviour);
  }

  List<String> values(String name) {
    return request.query().getOrDefault(name, List.of());
  }

  String value(String name) {
    return request.param(name).orElse("");
  }

  boolean given(String prefix) {
    return request.query().keySet().stream().anyMatch(name -> name.startsWith(prefix));
  }

  int limit(int usual, int most) {
    var text = request.param("limit").orElse(Integer.toString(usual));
    if (!text.matches("[0-9]{1,6}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > most) {
      throw invalid("limit: must be between 1 and " + most);
    }
    return Integer.parseInt(text);
  }

  /** RFC 3339 with a zone; a bare date is refused. */
  void checkTimes() {
    for (var name : TIMES) {
      for (var time : values(name)) {
        try {
          OffsetDateTime.parse(time);
        } catch (DateTimeException bare) {
          throw invalid(name + ": must be an RFC 3339 timestamp with a UTC offset");
        }
      }
    }
  }

  /** Whether a time passes the filter of this name; without one everything does. */
  boolean before(String name, String time) {
    return value(name).isEmpty()
        || OffsetDateTime.parse(time).isBefore(OffsetDateTime.parse(value(name)));
  }

  void checkUsers(int most) {
    if (values("user_ids[]").size() > most) {
      throw invalid("user_ids: at most " + most + " values");
    }
  }

  /** Opaque, and bound to what it was issued for. */
  static String cursor(String bound, long position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((bound + "|" + position).getBytes(StandardCharsets.UTF_8));
  }

  /** The position in a cursor of this binding. */
  static long position(String cursor, String bound) {
    String text;
    try {
      text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException foreign) {
      throw invalid("invalid cursor");
    }
    if (!text.startsWith(bound + "|")) {
      throw invalid("invalid cursor");
    }
    try {
      return Long.parseLong(text.substring(bound.length() + 1));
    } catch (NumberFormatException forged) {
      throw invalid("invalid cursor");
    }
  }

  static Refused invalid(String message) {
    return new Refused(error(400, "invalid_request_error", message));
  }

  static Refused notFound(String message) {
    return new Refused(error(404, "not_found_error", message));
  }

  /** The Compliance API's own envelope, without an outer type. */
  static SimulatedResponse error(int status, String type, String message) {
    return answer(status, envelope(type, message), Map.of());
  }

  /** The envelope of the rest of Anthropic's API, which stands before it. */
  static SimulatedResponse outer(
      int status, String type, String message, Map<String, String> headers) {
    var body = envelope(type, message);
    body.put("type", "error");
    body.put("request_id", "req_sandbox");
    return answer(status, body, headers);
  }

  private static ObjectNode envelope(String type, String message) {
    var body = VendorHttp.JSON.createObjectNode();
    body.putObject("error").put("type", type).put("message", message);
    return body;
  }

  private static SimulatedResponse answer(
      int status, ObjectNode body, Map<String, String> headers) {
    var plain = SimulatedResponse.json(status, body);
    var all = new LinkedHashMap<>(plain.headers());
    all.put("request-id", "req_sandbox");
    all.putAll(headers);
    return new SimulatedResponse(status, all, plain.body());
  }
}
