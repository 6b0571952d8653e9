package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One request as Graph reads it: keys in parentheses and namespaces before names are as good as the
 * short form, and the words of a path in any case.
 *
 * @param segments of the path after the version
 */
record SimulatedCall(
    SimulatedRequest request, List<String> segments, Set<Misbehaviour> misbehaviours) {
  static final String ROOT = "/v1.0";

  private static final String REQUEST_ID = "00000000-0000-4000-8000-000000000000";
  private static final Pattern KEY = Pattern.compile("\\('([^']*)'\\)");
  private static final Pattern NAMESPACE =
      Pattern.compile("^(?:microsoft\\.)?graph\\.(?:security\\.)?(?=[A-Za-z]+$)");

  /** Ends a call with this answer. */
  static final class Refused extends RuntimeException {
    final transient SimulatedResponse answer;

    Refused(SimulatedResponse answer) {
      super(null, null, false, false);
      this.answer = answer;
    }
  }

  static SimulatedCall of(SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    var path = KEY.matcher(request.path()).replaceAll("/$1");
    var below = path.startsWith(ROOT + "/") ? path.substring(ROOT.length() + 1) : "";
    var segments =
        List.of(below.split("/")).stream().map(s -> NAMESPACE.matcher(s).replaceFirst("")).toList();
    return new SimulatedCall(withSmallOptions(request), segments, misbehaviours);
  }

  /** The names of query options count in any case: Microsoft's client for Node has a skipToken. */
  private static SimulatedRequest withSmallOptions(SimulatedRequest request) {
    var query = new LinkedHashMap<String, List<String>>();
    request
        .query()
        .forEach(
            (name, given) ->
                query.put(name.startsWith("$") ? name.toLowerCase(Locale.ROOT) : name, given));
    return new SimulatedRequest(
        request.method(), request.path(), query, request.headers(), request.body());
  }

  /** Whether method and segments are these; {@code *} stands for any. */
  boolean is(String method, String... wanted) {
    if (!request.method().equals(method) || segments.size() != wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!wanted[i].equals("*") && !wanted[i].equalsIgnoreCase(segments.get(i))) {
        return false;
      }
    }
    return true;
  }

  String segment(int index) {
    return segments.get(index);
  }

  boolean has(Misbehaviour misbehaviour) {
    return misbehaviours.contains(misbehaviour);
  }

  /** The data stay although the answer says yes. */
  boolean lies() {
    return has(Misbehaviour.KEEPS_DATA)
        || has(Misbehaviour.HIDES_FROM_LIST)
        || has(Misbehaviour.PURGES_LATE);
  }

  boolean prefersUnknownMembers() {
    return request
        .headers()
        .getOrDefault("prefer", "")
        .toLowerCase(Locale.ROOT)
        .contains("include-unknown-enum-members");
  }

  JsonNode json() {
    if (request.body().length == 0) {
      return VendorHttp.JSON.createObjectNode();
    }
    try {
      return VendorHttp.JSON.readTree(request.body());
    } catch (JacksonException unreadable) {
      throw badRequest("Unable to read JSON request payload.");
    }
  }

  /** A field that must be there. */
  String required(String field) {
    var value = json().path(field).asString("");
    if (value.isBlank()) {
      throw badRequest("The property '" + field + "' is required.");
    }
    return value;
  }

  int top(int usual, int most) {
    var top = request.param("$top").orElse(Integer.toString(usual));
    if (!top.matches("[0-9]{1,6}") || Integer.parseInt(top) < 1) {
      throw badRequest("Invalid value for $top.");
    }
    return Math.min(Integer.parseInt(top), most);
  }

  /** Whether the caller takes a search index for good enough, as counts and searches demand. */
  boolean eventual() {
    return request.headers().getOrDefault("consistencylevel", "").equalsIgnoreCase("eventual");
  }

  /** Absolute, as this request reached us. */
  String url(String path) {
    var host = request.headers().get("host");
    return host == null
        ? "https://graph.microsoft.com" + ROOT + path
        : request.scheme() + "://" + host + "/" + MicrosoftCopilotSimulator.VENDOR + ROOT + path;
  }

  /**
   * One row of a list.
   *
   * @param key by which the list is ordered, and empty where it is not
   * @param number grows from row to row, and is nobody else's after the row has gone
   */
  record Row(String key, int number, Object shown) {}

  /**
   * One page of all. The token says behind which row to go on, so that what is deleted while the
   * list is walked moves nothing; it is good for no other list.
   *
   * @param down whether the keys fall
   */
  SimulatedResponse page(List<Row> all, boolean down, int size, Map<String, Object> head) {
    Comparator<Row> order = Comparator.comparing(Row::key);
    order = (down ? order.reversed() : order).thenComparingInt(Row::number);
    var token = request.param("$skiptoken").map(this::row).orElse(null);
    var byKeys = order;
    var rest =
        all.stream()
            .sorted(order)
            .filter(row -> token == null || byKeys.compare(row, token) > 0)
            .toList();
    var page = rest.subList(0, Math.min(size, rest.size()));
    return page(
        page.stream().map(Row::shown).toList(),
        page.size() < rest.size() ? token(page.getLast()) : null,
        head);
  }

  private String token(Row row) {
    var said = String.join("\n", request.path(), Integer.toString(row.number()), row.key());
    return Base64.getEncoder().encodeToString(said.getBytes(StandardCharsets.UTF_8));
  }

  private Row row(String token) {
    try {
      var said =
          new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8).split("\n", 3);
      if (said.length == 3 && said[0].equals(request.path())) {
        return new Row(said[2], Integer.parseInt(said[1]), "");
      }
    } catch (IllegalArgumentException forged) {
      throw badRequest("Invalid skip token.");
    }
    throw badRequest("Invalid skip token.");
  }

  /** A page, with a link when there is a token for the next one. */
  SimulatedResponse page(List<?> values, @Nullable String token) {
    return page(values, token, Map.of());
  }

  private SimulatedResponse page(List<?> values, @Nullable String token, Map<String, Object> head) {
    var body = new LinkedHashMap<String, Object>();
    body.put("@odata.context", url("/$metadata#" + segments.getLast()));
    body.putAll(head);
    if (token != null) {
      var query = new StringBuilder();
      request
          .query()
          .forEach(
              (name, given) -> {
                if (!name.equals("$skiptoken")) {
                  query.append(name).append('=').append(encoded(given.getFirst())).append('&');
                }
              });
      var path = request.path().substring(ROOT.length());
      body.put("@odata.nextLink", url(path) + "?" + query + "$skiptoken=" + encoded(token));
    }
    body.put("value", values);
    return ok(body);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static SimulatedResponse ok(Object body) {
    return traced(SimulatedResponse.json(200, body), Map.of());
  }

  static SimulatedResponse text(String text) {
    return traced(
        new SimulatedResponse(
            200, Map.of("Content-Type", "text/plain"), text.getBytes(StandardCharsets.UTF_8)),
        Map.of());
  }

  static SimulatedResponse created(Object body) {
    return traced(SimulatedResponse.json(201, body), Map.of());
  }

  static SimulatedResponse bare(int status, Map<String, String> headers) {
    return traced(SimulatedResponse.empty(status), headers);
  }

  private static SimulatedResponse traced(SimulatedResponse answer, Map<String, String> more) {
    var headers = new LinkedHashMap<>(answer.headers());
    headers.put("request-id", REQUEST_ID);
    headers.put("client-request-id", REQUEST_ID);
    headers.putAll(more);
    return new SimulatedResponse(answer.status(), headers, answer.body());
  }

  static Refused badRequest(String message) {
    return new Refused(error(400, "BadRequest", message));
  }

  static Refused conflict(String message) {
    return new Refused(error(409, "Conflict", message));
  }

  static SimulatedResponse notFound() {
    return error(404, "Request_ResourceNotFound", "The resource does not exist.");
  }

  /** Both spellings of the inner error occur. */
  static SimulatedResponse error(int status, String code, String message) {
    var inner = new LinkedHashMap<String, Object>();
    inner.put("date", "2026-01-01T00:00:00");
    inner.put("request-id", REQUEST_ID);
    inner.put("client-request-id", REQUEST_ID);
    var error = new LinkedHashMap<String, Object>();
    error.put("code", code);
    error.put("message", message);
    error.put(status == 409 ? "innererror" : "innerError", inner);
    return traced(SimulatedResponse.json(status, Map.of("error", error)), Map.of());
  }
}
