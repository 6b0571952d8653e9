package dev.writ.vendor.hubspot;

import static dev.writ.vendor.hubspot.SimulatedCall.invalid;
import static dev.writ.vendor.hubspot.SimulatedCall.notFound;
import static dev.writ.vendor.hubspot.SimulatedCall.strings;

import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Exports of a view, by HubSpot's guide to exports (modified 2026-03-30) and the official Node
 * client 13.5.0: what is found when the export begins becomes a file, which is ready at the first
 * look. Each look gives a link of its own, which needs no key and works for five minutes.
 *
 * <p>Refused: lists, since this account has none; XLS and XLSX, which it does not write; associated
 * types, whose columns no document shows. Not simulated: the thirty exports a day, whose refusal is
 * not documented, and the zip that a large file comes in. UNCONFIRMED: the file's first column and
 * its quoting, and what a link that has ended answers. A file is what was found when it was begun:
 * an erasure afterwards does not change it, and it counts nowhere as held.
 */
final class SimulatedExports {
  /** Where the links lead: not part of the API. */
  static final String STORE = "/export-store/";

  private static final Duration LINK = Duration.ofMinutes(5);
  private static final Set<String> LANGUAGES =
      Set.of(
          "EN", "DE", "ES", "FR", "JA", "NL", "PT_BR", "IT", "PL", "SV", "FI", "ZH_TW", "DA_DK",
          "NO");

  private final InstantSource clock;
  private final SimulatedSearch search;
  private final List<Export> exports = new ArrayList<>();
  private final Map<String, Link> links = new HashMap<>();

  private record Export(String id, Instant begun, int records, String csv) {}

  private record Link(Export export, Instant end) {}

  SimulatedExports(SimulatedAccount account, InstantSource clock) {
    this.clock = clock;
    this.search = new SimulatedSearch(account);
  }

  void reset() {
    exports.clear();
    links.clear();
  }

  /** Null where there is no such endpoint. */
  @Nullable SimulatedResponse answer(SimulatedCall call) {
    var rest = call.rest();
    if (call.line().equals("POST async")) {
      return begin(call);
    }
    if (call.get() && rest.size() == 4 && call.line().matches("GET async/tasks/[^/]+/status")) {
      var export = find(rest.get(2));
      return export == null ? notFound() : status(export, call.request());
    }
    if (call.get() && rest.size() == 1 && !rest.getFirst().equals("async")) {
      var export = find(rest.getFirst());
      return export == null ? notFound() : about(export);
    }
    return null;
  }

  private SimulatedResponse begin(SimulatedCall call) {
    var body = call.json();
    if (!word(body, "exportType").equals("VIEW")) {
      throw invalid("exportType is VIEW here");
    }
    if (!word(body, "format").equals("CSV")) {
      throw invalid("format is CSV here");
    }
    if (word(body, "exportName").isEmpty() || !LANGUAGES.contains(word(body, "language"))) {
      throw invalid("exportName and language are required");
    }
    if (!body.path("associatedObjectType").isEmpty()
        || !word(body, "associatedObjectType").isEmpty()) {
      throw invalid("associatedObjectType is not exported here");
    }
    var names = strings(body.path("objectProperties"));
    if (names.isEmpty()) {
      throw invalid("objectProperties is required");
    }
    var found = search.found(type(body), body.path("publicCrmSearchRequest")).toList();
    var id = Integer.toString(exports.size() + 1);
    exports.add(new Export(id, clock.instant(), found.size(), csv(names, found)));
    return SimulatedResponse.json(
        202,
        Map.of("id", id, "links", Map.of("status", here(call.request()) + statusOf(call, id))));
  }

  private static String statusOf(SimulatedCall call, String id) {
    return call.request().path() + "/tasks/" + id + "/status";
  }

  /** Exports name one record of a type, in capitals, or its number. */
  private static String type(JsonNode body) {
    var named = word(body, "objectType");
    var plural =
        switch (named) {
          case "COMPANY" -> "companies";
          default -> named.toLowerCase(Locale.ROOT) + "s";
        };
    boolean capitals = named.equals(named.toUpperCase(Locale.ROOT));
    var type = SimulatedObjects.type(named.startsWith("0-") ? named : plural);
    if (type == null || !capitals) {
      throw invalid("Unable to infer object type from: " + named);
    }
    return type;
  }

  private static String word(JsonNode body, String field) {
    return body.path(field).asString("");
  }

  private static String csv(List<String> names, List<SimulatedItem> items) {
    return Stream.concat(
            Stream.of(line(Stream.concat(Stream.of("Record ID"), names.stream()))),
            items.stream()
                .map(
                    item ->
                        line(
                            Stream.concat(Stream.of(item.id), names.stream().map(item::exported)))))
        .collect(Collectors.joining());
  }

  private static String line(Stream<String> values) {
    return values
            .map(value -> '"' + value.replace("\"", "\"\"") + '"')
            .collect(Collectors.joining(","))
        + "\n";
  }

  private @Nullable Export find(String id) {
    return exports.stream().filter(export -> export.id.equals(id)).findFirst().orElse(null);
  }

  private SimulatedResponse status(Export export, SimulatedRequest request) {
    var token = export.id + "-" + (links.size() + 1);
    links.put(token, new Link(export, clock.instant().plus(LINK)));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("status", "COMPLETE");
    answer.put("startedAt", export.begun.toString());
    answer.put("completedAt", export.begun.toString());
    answer.put("result", here(request) + STORE + token);
    return SimulatedResponse.json(200, answer);
  }

  private static SimulatedResponse about(Export export) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("id", export.id);
    answer.put("exportState", "DONE");
    answer.put("recordCount", export.records);
    return SimulatedResponse.json(200, answer);
  }

  /** The answer of a link that has ended is not documented. */
  SimulatedResponse download(SimulatedRequest request) {
    var link = links.get(request.path().substring(STORE.length()));
    if (!request.method().equals("GET") || link == null || !clock.instant().isBefore(link.end)) {
      return SimulatedResponse.empty(403);
    }
    return new SimulatedResponse(
        200, Map.of("Content-Type", "text/csv"), link.export.csv.getBytes(StandardCharsets.UTF_8));
  }

  /** The sandbox as the caller called it. */
  private static String here(SimulatedRequest request) {
    return request.scheme()
        + "://"
        + request.headers().getOrDefault("host", "localhost")
        + "/hubspot";
  }
}
