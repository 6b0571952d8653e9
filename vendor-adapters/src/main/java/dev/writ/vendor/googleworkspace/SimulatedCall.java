package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.googleworkspace.SimulatedIdentity.Caller;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One request as Google's endpoints read it.
 *
 * @param rest the segments of the path below the API's root
 */
record SimulatedCall(
    SimulatedRequest request, List<String> rest, Caller caller, Set<Misbehaviour> misbehaviours) {

  /** Method and the shape of the path: {@code *} for each segment that {@code words} lacks. */
  String line(Set<String> words) {
    var line = new StringBuilder(request.method());
    for (var segment : rest) {
      line.append('/').append(words.contains(segment) ? segment : "*");
    }
    return line.toString();
  }

  boolean has(Misbehaviour misbehaviour) {
    return misbehaviours.contains(misbehaviour);
  }

  void requireScope(String... any) {
    for (var scope : any) {
      if (caller.scopes().contains(scope)) {
        return;
      }
    }
    throw SimulatedErrors.scope();
  }

  JsonNode json() {
    try {
      return VendorHttp.JSON.readTree(request.body());
    } catch (JacksonException unreadable) {
      throw SimulatedErrors.invalid("Invalid JSON payload received.");
    }
  }

  int number(String name, int usual, int most) {
    var text = request.param(name).orElse(Integer.toString(usual));
    if (!text.matches("[0-9]{1,6}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > most) {
      throw SimulatedErrors.invalid("Invalid value for " + name);
    }
    return Integer.parseInt(text);
  }

  /**
   * One page of all.
   *
   * @param always whether an empty list is there at all
   */
  SimulatedResponse page(
      String name,
      List<Map<String, Object>> all,
      int size,
      boolean always,
      Map<String, Object> head) {
    var token = request.param("pageToken").filter(t -> !t.isEmpty()).orElse("p0");
    if (!token.matches("p[0-9]{1,6}")) {
      throw SimulatedErrors.invalid("Invalid page token");
    }
    int from = Math.min(Integer.parseInt(token.substring(1)), all.size());
    int to = Math.min(from + size, all.size());
    var answer = new LinkedHashMap<>(head);
    if (always || to > from) {
      answer.put(name, all.subList(from, to));
    }
    if (to < all.size()) {
      answer.put("nextPageToken", "p" + to);
    }
    return SimulatedResponse.json(200, answer);
  }
}
