package dev.writ.vendor.hubspot;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One request as HubSpot's endpoints read it.
 *
 * @param rest the segments of the path after the resource
 */
record SimulatedCall(SimulatedRequest request, List<String> rest, Set<Misbehaviour> misbehaviours) {
  static final String CORRELATION = "00000000-0000-4000-8000-000000000000";

  /** Ends a call with this answer. */
  static final class Refused extends RuntimeException {
    final transient SimulatedResponse answer;

    Refused(SimulatedResponse answer) {
      super(null, null, false, false);
      this.answer = answer;
    }
  }

  /** Method and remaining segments, e.g. {@code POST batch/read}. */
  String line() {
    return request.method() + " " + String.join("/", rest);
  }

  boolean get() {
    return request.method().equals("GET");
  }

  boolean has(Misbehaviour misbehaviour) {
    return misbehaviours.contains(misbehaviour);
  }

  boolean flag(String name) {
    return request.param(name).map(Boolean::parseBoolean).orElse(false);
  }

  @Nullable List<String> properties() {
    var names = names("properties");
    return names.isEmpty() ? null : names;
  }

  /** Names separated by commas, given once or, as some clients do, each by itself. */
  List<String> names(String parameter) {
    return request.query().getOrDefault(parameter, List.of()).stream()
        .flatMap(given -> Stream.of(given.split(",")))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /** The body, which is a list. */
  JsonNode list() {
    try {
      var body = VendorHttp.JSON.readTree(request.body());
      if (body.isArray()) {
        return body;
      }
    } catch (JacksonException unreadable) {
      // answered below
    }
    throw invalid("Invalid input JSON");
  }

  /** The body, which is an object. */
  JsonNode json() {
    try {
      var body = VendorHttp.JSON.readTree(request.body());
      if (body.isObject()) {
        return body;
      }
    } catch (JacksonException unreadable) {
      // answered below
    }
    throw invalid("Invalid input JSON");
  }

  /** The inputs of a batch. */
  List<JsonNode> inputs() {
    var inputs = StreamSupport.stream(json().path("inputs").spliterator(), false).toList();
    if (inputs.isEmpty() || inputs.size() > 100) {
      throw invalid("1 to 100 inputs");
    }
    return inputs;
  }

  /** One page of all, by the request's limit and cursor. */
  SimulatedResponse page(List<Map<String, Object>> all, int usual, int most) {
    var after = request.param("after").map(SimulatedCall::number).orElse(0);
    return SimulatedResponse.json(200, slice(all, limit(usual, most), after));
  }

  /**
   * One page in the order of ids. The cursor is the last id read, as the description of {@code
   * after} has it, so that what is erased meanwhile moves nothing.
   */
  SimulatedResponse page(
      Stream<SimulatedItem> all, int usual, int most, Function<SimulatedItem, Object> shown) {
    int limit = limit(usual, most);
    var after = request.param("after").orElse("0");
    if (!after.matches("[0-9]{1,18}")) {
      throw invalid("no such cursor");
    }
    var found =
        all.filter(item -> item.number() > Long.parseLong(after))
            .sorted(Comparator.comparingLong(SimulatedItem::number))
            .limit(limit + 1L)
            .toList();
    var page = found.subList(0, Math.min(limit, found.size()));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("results", page.stream().map(shown).toList());
    if (found.size() > limit) {
      answer.put("paging", Map.of("next", Map.of("after", page.getLast().id)));
    }
    return SimulatedResponse.json(200, answer);
  }

  private int limit(int usual, int most) {
    int limit = request.param("limit").map(SimulatedCall::number).orElse(usual);
    if (limit < 1 || limit > most) {
      throw invalid("limit is out of bounds");
    }
    return limit;
  }

  static Map<String, Object> slice(List<Map<String, Object>> all, int limit, int after) {
    int from = Math.min(after, all.size());
    int to = Math.min(from + limit, all.size());
    var answer = new LinkedHashMap<String, Object>();
    answer.put("results", all.subList(from, to));
    if (to < all.size()) {
      answer.put("paging", Map.of("next", Map.of("after", Integer.toString(to))));
    }
    return answer;
  }

  static List<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(node -> node.asString("")).toList();
  }

  static int number(String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw invalid("not a number");
    }
    return Integer.parseInt(text);
  }

  static Refused invalid(String message) {
    return new Refused(error(400, message, "VALIDATION_ERROR"));
  }

  /** The error envelope; live accounts leave the category out now and then. */
  static SimulatedResponse error(int status, String message, @Nullable String category) {
    var body = new LinkedHashMap<String, Object>();
    body.put("status", "error");
    body.put("message", message);
    body.put("correlationId", CORRELATION);
    if (category != null) {
      body.put("category", category);
    }
    return SimulatedResponse.json(status, body);
  }

  /** One code for each thing that is wrong with the request. */
  static Refused invalid(String message, String code) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("status", "error");
    answer.put("message", message);
    answer.put("correlationId", CORRELATION);
    answer.put("category", "VALIDATION_ERROR");
    answer.put("errors", List.of(Map.of("message", message, "code", code)));
    return new Refused(SimulatedResponse.json(400, answer));
  }

  static SimulatedResponse notFound() {
    return error(404, "resource not found", null);
  }
}
