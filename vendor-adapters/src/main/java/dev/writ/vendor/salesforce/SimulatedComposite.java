package dev.writ.vendor.salesforce;

import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * {@code composite}: up to 25 requests in one, of which later ones may name what earlier ones gave.
 * With {@code allOrNone} one that fails takes all back.
 */
final class SimulatedComposite {
  private static final Pattern PATH = Pattern.compile("/services/data/v[0-9.]+/composite/?");
  private static final Pattern REFERENCE = Pattern.compile("@\\{(\\w+)\\.(\\w+)}");
  private static final int MOST = 25;

  private final SimulatedOrg org;

  SimulatedComposite(SimulatedOrg org) {
    this.org = org;
  }

  static boolean is(SimulatedRequest request) {
    return request.method().equals("POST") && PATH.matcher(request.path()).matches();
  }

  /** The requests in it, as if each had come alone; none of what cannot be read. */
  static List<SimulatedRequest> requests(SimulatedRequest composite) {
    var requests = new ArrayList<SimulatedRequest>();
    try {
      for (var each : VendorHttp.JSON.readTree(composite.body()).path("compositeRequest")) {
        requests.add(request(composite, each.toString()));
      }
    } catch (JacksonException unreadable) {
      return List.of();
    }
    return requests;
  }

  SimulatedResponse answer(
      SimulatedCall call, Function<SimulatedRequest, SimulatedResponse> alone) {
    var steps = call.json().path("compositeRequest");
    if (steps.isEmpty() || steps.size() > MOST) {
      throw SimulatedCall.refused(400, "INVALID_INPUT", "1 to 25 requests at once");
    }
    var undo = org.remembered();
    var given = new HashMap<String, JsonNode>();
    var responses = new ArrayList<Map<String, Object>>();
    boolean failed = false;
    for (var step : steps) {
      var reference = step.path("referenceId").asString("");
      if (!reference.matches("\\w+") || given.containsKey(reference)) {
        throw SimulatedCall.refused(400, "INVALID_INPUT", "each request needs a referenceId");
      }
      var text = resolved(step.toString(), given);
      var answer =
          text == null
              ? halted("Invalid reference specified.")
              : alone.apply(request(call.request(), text));
      failed |= answer.status() >= 400;
      given.put(
          reference,
          answer.status() >= 400 || answer.body().length == 0
              ? NullNode.getInstance()
              : VendorHttp.JSON.readTree(answer.body()));
      responses.add(response(reference, answer));
    }
    if (failed && call.json().path("allOrNone").asBoolean(false)) {
      undo.run();
      responses.replaceAll(SimulatedComposite::rolledBack);
    }
    return SimulatedResponse.json(200, Map.of("compositeResponse", responses));
  }

  private static SimulatedResponse halted(String message) {
    return SimulatedCall.error(400, "PROCESSING_HALTED", message);
  }

  /** Null when it names what no request before has given. */
  private static @Nullable String resolved(String step, Map<String, JsonNode> given) {
    var text = new StringBuilder();
    var references = REFERENCE.matcher(step);
    while (references.find()) {
      var value =
          given.getOrDefault(references.group(1), NullNode.getInstance()).path(references.group(2));
      if (!value.isValueNode()) {
        return null;
      }
      references.appendReplacement(text, Matcher.quoteReplacement(value.asString("")));
    }
    return references.appendTail(text).toString();
  }

  private static Map<String, Object> response(String reference, SimulatedResponse answer) {
    var response = new LinkedHashMap<String, @Nullable Object>();
    response.put(
        "body", answer.body().length == 0 ? null : VendorHttp.JSON.readTree(answer.body()));
    response.put("httpHeaders", Map.of());
    response.put("httpStatusCode", answer.status());
    response.put("referenceId", reference);
    return response;
  }

  private static Map<String, Object> rolledBack(Map<String, Object> response) {
    return response.get("httpStatusCode") instanceof Integer status && status >= 400
        ? response
        : response(
            String.valueOf(response.get("referenceId")),
            halted(
                "The transaction was rolled back since another operation in the same transaction"
                    + " failed."));
  }

  private static SimulatedRequest request(SimulatedRequest composite, String step) {
    var json = VendorHttp.JSON.readTree(step);
    var url = json.path("url").asString("");
    int mark = url.indexOf('?');
    var query = new LinkedHashMap<String, List<String>>();
    for (var pair : mark < 0 ? new String[0] : url.substring(mark + 1).split("&")) {
      int equals = pair.indexOf('=');
      query
          .computeIfAbsent(
              decoded(equals < 0 ? pair : pair.substring(0, equals)), n -> new ArrayList<>())
          .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
    }
    return new SimulatedRequest(
        json.path("method").asString(""),
        mark < 0 ? url : url.substring(0, mark),
        query,
        composite.headers(),
        json.has("body") ? VendorHttp.JSON.writeValueAsBytes(json.path("body")) : new byte[0]);
  }

  private static String decoded(String raw) {
    try {
      return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      return raw;
    }
  }
}
