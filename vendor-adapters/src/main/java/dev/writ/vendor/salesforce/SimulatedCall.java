package dev.writ.vendor.salesforce;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One request as Salesforce's endpoints read it.
 *
 * @param rest the segments of the path after the resource
 */
record SimulatedCall(SimulatedRequest request, List<String> rest, Set<Misbehaviour> misbehaviours) {

  /** Ends a call with this answer. */
  static final class Refused extends RuntimeException {
    final transient SimulatedResponse answer;

    Refused(SimulatedResponse answer) {
      super(null, null, false, false);
      this.answer = answer;
    }
  }

  /** Method and remaining segments, e.g. {@code GET 750…/failedResults}. */
  String line() {
    return request.method() + " " + String.join("/", rest);
  }

  boolean has(Misbehaviour misbehaviour) {
    return misbehaviours.contains(misbehaviour);
  }

  String param(String name) {
    return request.param(name).orElse("");
  }

  JsonNode json() {
    try {
      return VendorHttp.JSON.readTree(request.body());
    } catch (JacksonException unreadable) {
      throw refused(400, "JSON_PARSER_ERROR", "the body is not JSON");
    }
  }

  static Refused refused(int status, String code, String message) {
    return new Refused(error(status, code, message));
  }

  /** Of one field's value; the answer names the field. */
  static Refused refused(String code, String message, String field) {
    return new Refused(
        SimulatedResponse.json(
            400, List.of(Map.of("message", message, "errorCode", code, "fields", List.of(field)))));
  }

  /** The bare array of the REST APIs. */
  static SimulatedResponse error(int status, String code, String message) {
    return SimulatedResponse.json(status, List.of(Map.of("message", message, "errorCode", code)));
  }

  static SimulatedResponse csv(String text) {
    return new SimulatedResponse(
        200, Map.of("Content-Type", "text/csv"), text.getBytes(StandardCharsets.UTF_8));
  }
}
