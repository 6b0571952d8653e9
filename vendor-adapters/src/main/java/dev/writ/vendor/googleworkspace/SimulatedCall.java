package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.googleworkspace.SimulatedIdentity.Caller;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
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
   * One row of a list.
   *
   * @param number its place among all that ever stood in the list, which it keeps when others go
   */
  record Row(int number, Map<String, Object> shown) {}

  /**
   * The rows that are shown, numbered among all.
   *
   * @param all in the list's order, those that are not shown among them
   */
  static <T> List<Row> rows(
      Collection<T> all, Predicate<T> listed, Function<T, Map<String, Object>> shown) {
    var rows = new ArrayList<Row>();
    int number = 0;
    for (var each : all) {
      if (listed.test(each)) {
        rows.add(new Row(number, shown.apply(each)));
      }
      number++;
    }
    return rows;
  }

  /**
   * One page of all. What is erased while the list is walked moves nothing: a token says behind
   * which row to go on, to nobody but this list.
   *
   * @param always whether an empty list is there at all
   */
  SimulatedResponse page(
      String name, List<Row> all, int size, boolean always, Map<String, Object> head) {
    int behind = request.param("pageToken").filter(t -> !t.isEmpty()).map(this::behind).orElse(-1);
    var rest = all.stream().filter(row -> row.number() > behind).toList();
    var page = rest.subList(0, Math.min(size, rest.size()));
    var answer = new LinkedHashMap<>(head);
    if (always || !page.isEmpty()) {
      answer.put(name, page.stream().map(Row::shown).toList());
    }
    if (page.size() < rest.size()) {
      answer.put("nextPageToken", token(page.getLast().number()));
    }
    return SimulatedResponse.json(200, answer);
  }

  private String token(int number) {
    var said = request.path() + ' ' + number;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(said.getBytes(StandardCharsets.UTF_8));
  }

  private int behind(String token) {
    try {
      var said = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      int blank = said.lastIndexOf(' ');
      if (said.substring(0, Math.max(0, blank)).equals(request.path())) {
        return Integer.parseInt(said.substring(blank + 1));
      }
    } catch (IllegalArgumentException forged) {
      throw SimulatedErrors.invalid("Invalid page token");
    }
    throw SimulatedErrors.invalid("Invalid page token");
  }
}
