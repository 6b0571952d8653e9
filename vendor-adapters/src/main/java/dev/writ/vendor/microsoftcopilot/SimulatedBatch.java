package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Up to twenty requests in one. What one comes to says nothing about the batch, which is answered
 * with 200; one that depends on another that failed is not tried.
 */
final class SimulatedBatch {
  private static final String PATH = SimulatedCall.ROOT + "/$batch";
  private static final int MOST = 20;

  private SimulatedBatch() {}

  static boolean is(SimulatedRequest request) {
    return request.path().equals(PATH);
  }

  /** The requests in it, as if each had come alone; none of what cannot be read. */
  static List<SimulatedRequest> requests(SimulatedRequest batch) {
    var requests = new ArrayList<SimulatedRequest>();
    for (var each : steps(batch)) {
      requests.add(request(batch, each));
    }
    return requests;
  }

  private static JsonNode steps(SimulatedRequest batch) {
    try {
      return VendorHttp.JSON.readTree(batch.body()).path("requests");
    } catch (JacksonException unreadable) {
      return VendorHttp.JSON.createObjectNode().path("requests");
    }
  }

  static SimulatedResponse answer(
      SimulatedRequest batch, Function<SimulatedRequest, SimulatedResponse> alone) {
    var steps = steps(batch);
    if (steps.isEmpty() || steps.size() > MOST) {
      throw SimulatedCall.badRequest("A batch has 1 to 20 requests.");
    }
    var statuses = new HashMap<String, Integer>();
    var responses = new ArrayList<Map<String, Object>>();
    for (var step : steps) {
      var id = step.path("id").asString("").toLowerCase(Locale.ROOT);
      if (id.isEmpty()
          || step.path("method").asString("").isEmpty()
          || step.path("url").asString("").isEmpty()
          || statuses.containsKey(id)) {
        throw SimulatedCall.badRequest("A request needs a method, a url and an id of its own.");
      }
      boolean failed = false;
      for (var other : step.path("dependsOn")) {
        var status = statuses.get(other.asString("").toLowerCase(Locale.ROOT));
        if (status == null) {
          throw SimulatedCall.badRequest("A request depends on one that is not before it.");
        }
        failed |= status >= 400;
      }
      var answer =
          failed
              ? SimulatedCall.error(424, "FailedDependency", "A request before it failed.")
              : alone.apply(request(batch, step));
      statuses.put(id, answer.status());
      responses.add(response(step.path("id").asString(""), answer));
    }
    return SimulatedCall.ok(Map.of("responses", responses));
  }

  private static Map<String, Object> response(String id, SimulatedResponse answer) {
    var response = new LinkedHashMap<String, Object>();
    response.put("id", id);
    response.put("status", answer.status());
    response.put("headers", answer.headers());
    if (answer.body().length > 0) {
      boolean json = answer.headers().getOrDefault("Content-Type", "").contains("json");
      response.put(
          "body",
          json
              ? VendorHttp.JSON.readTree(answer.body())
              : new String(answer.body(), StandardCharsets.UTF_8));
    }
    return response;
  }

  private static SimulatedRequest request(SimulatedRequest batch, JsonNode step) {
    var url = step.path("url").asString("");
    int mark = url.indexOf('?');
    var path = mark < 0 ? url : url.substring(0, mark);
    var headers = new TreeMap<>(batch.headers());
    step.path("headers")
        .properties()
        .forEach(h -> headers.put(h.getKey().toLowerCase(Locale.ROOT), h.getValue().asString("")));
    return new SimulatedRequest(
        step.path("method").asString("").toUpperCase(Locale.ROOT),
        SimulatedCall.ROOT + (path.startsWith("/") ? "" : "/") + decoded(path, false),
        query(mark < 0 ? "" : url.substring(mark + 1)),
        headers,
        step.has("body") ? VendorHttp.JSON.writeValueAsBytes(step.path("body")) : new byte[0]);
  }

  private static Map<String, List<String>> query(String raw) {
    var query = new LinkedHashMap<String, List<String>>();
    for (var pair : raw.isEmpty() ? new String[0] : raw.split("&")) {
      int equals = pair.indexOf('=');
      query
          .computeIfAbsent(
              decoded(equals < 0 ? pair : pair.substring(0, equals), true), n -> new ArrayList<>())
          .add(equals < 0 ? "" : decoded(pair.substring(equals + 1), true));
    }
    return query;
  }

  private static String decoded(String raw, boolean plusIsBlank) {
    try {
      return URLDecoder.decode(plusIsBlank ? raw : raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      return raw;
    }
  }
}
