package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.googleworkspace.SimulatedUser.Chat;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What Vault searches: exports and counts of Gemini's data, slow both of them. */
final class SimulatedSearches {
  private static final int POLLS = 3;
  private static final int MOST_RUNNING = 20;

  /** What a test wants otherwise. */
  enum Quirk {
    /** Gemini is counted. */
    COUNTS_GEMINI,
    /** Some accounts cannot be counted. */
    COUNTS_WITH_ERRORS,
    /** A count ends with an error. */
    COUNT_FAILS,
    /** Gemini in Workspace is not covered: no JSON. */
    NO_JSON,
    /** An export spawns another one. */
    SPAWNS_CHILDREN,
    /** A zero is not written. */
    LEAVES_ZEROS_OUT,
    /** Exports fail. */
    EXPORTS_FAIL,
    /** The administrator has no Vault privileges (any more). */
    NO_PRIVILEGES
  }

  private final SimulatedTenant tenant;
  private final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
  private final Map<String, Operation> operations = new LinkedHashMap<>();
  private final Map<String, SimulatedExport> exports = new LinkedHashMap<>();
  private int made;

  private static final class Operation {
    final int found;
    int polls;

    Operation(int found) {
      this.found = found;
    }
  }

  SimulatedSearches(SimulatedTenant tenant) {
    this.tenant = tenant;
  }

  void reset() {
    operations.clear();
    exports.clear();
    made = 0;
  }

  /** From now on exactly these. */
  void quirks(Quirk... wanted) {
    quirks.clear();
    quirks.addAll(List.of(wanted));
  }

  boolean privileged() {
    return !quirks.contains(Quirk.NO_PRIVILEGES);
  }

  SimulatedResponse export(SimulatedMatter matter, JsonNode asked) {
    var format =
        asked.path("exportOptions").path("geminiOptions").path("exportFormat").asString("");
    // The documents only advise against these signs: they break downloads.
    if (asked.path("name").asString("").isBlank()
        || asked.path("name").asString("").matches(".*[~!$'(),;@:/?].*")) {
      throw SimulatedErrors.invalid("Invalid export name.");
    }
    boolean json = format.equals("JSON") && !quirks.contains(Quirk.NO_JSON);
    if (!json && !format.equals("XML")) {
      throw SimulatedErrors.invalid("Invalid export format.");
    }
    if (exports.values().stream().filter(each -> !each.done()).count() >= MOST_RUNNING) {
      return SimulatedErrors.imposed(429);
    }
    var found = search(asked.path("query"), json);
    var export = add(matter, asked, null, found);
    if (quirks.contains(Quirk.SPAWNS_CHILDREN)) {
      add(matter, asked, export.id, found);
    }
    return shown(export);
  }

  private SimulatedExport add(
      SimulatedMatter matter, JsonNode asked, @Nullable String parent, List<Chat> found) {
    var export = new SimulatedExport("exportly-" + ++made, matter.id, asked, parent, found);
    matter.exports.put(export.id, export);
    exports.put(export.id, export);
    if (quirks.contains(Quirk.EXPORTS_FAIL)) {
      export.fail();
    }
    return export;
  }

  /** Days are all that counts of start and end. */
  private List<Chat> search(JsonNode query, boolean sidePanel) {
    if (!query.path("corpus").asString("").equals("GEMINI")
        || !query.path("method").asString("").equals("ACCOUNT")
        || query.path("accountInfo").path("emails").isEmpty()) {
      throw SimulatedErrors.invalid("Invalid query.");
    }
    var from = day(query.path("startTime").asString(""), "0000-00-00");
    var to = day(query.path("endTime").asString(""), "9999-12-31");
    var found = new ArrayList<Chat>();
    for (var email : query.path("accountInfo").path("emails")) {
      var user =
          tenant
              .find(email.asString(""))
              .orElseThrow(() -> SimulatedErrors.invalid("Unknown account."));
      (sidePanel ? user.sidePanel : user.chats)
          .stream()
              .filter(chat -> chat.day().compareTo(from) >= 0 && chat.day().compareTo(to) < 0)
              .forEach(found::add);
    }
    return found;
  }

  private static String day(String time, String usual) {
    return time.length() < 10 ? usual : time.substring(0, 10);
  }

  SimulatedResponse exports(SimulatedMatter matter, SimulatedCall call) {
    var all =
        matter.exports.values().stream()
            .map(export -> new SimulatedCall.Row(SimulatedVault.number(export.id), map(export)))
            .toList();
    return call.page("exports", all, call.number("pageSize", 10, 100), false, Map.of());
  }

  SimulatedResponse polled(SimulatedMatter matter, String id) {
    var export = Optional.ofNullable(matter.exports.get(id)).orElseThrow(SimulatedErrors::missing);
    export.poll();
    return shown(export);
  }

  SimulatedResponse delete(SimulatedMatter matter, String id) {
    if (matter.exports.remove(id) == null) {
      throw SimulatedErrors.missing();
    }
    exports.remove(id);
    return SimulatedResponse.json(200, Map.of());
  }

  private SimulatedResponse shown(SimulatedExport export) {
    return SimulatedResponse.json(200, map(export));
  }

  private Map<String, Object> map(SimulatedExport export) {
    return export.shown(!quirks.contains(Quirk.LEAVES_ZEROS_OUT));
  }

  SimulatedResponse count(SimulatedMatter matter, JsonNode asked) {
    if (!quirks.contains(Quirk.COUNTS_GEMINI)) {
      throw SimulatedErrors.invalid("Corpus is not supported in " + matter.id);
    }
    var query = asked.path("query");
    int found = search(query, false).size() + search(query, true).size();
    var id = "count-" + ++made;
    operations.put(id, new Operation(found));
    return SimulatedResponse.json(200, Map.of("name", "operations/" + id, "done", false));
  }

  SimulatedResponse operation(String id) {
    var operation = operations.get(id);
    if (operation == null) {
      throw SimulatedErrors.missing();
    }
    var shown = new LinkedHashMap<String, Object>();
    shown.put("name", "operations/" + id);
    boolean done = ++operation.polls >= POLLS;
    shown.put("done", done);
    if (done && quirks.contains(Quirk.COUNT_FAILS)) {
      shown.put("error", Map.of("code", 4, "message", "Deadline exceeded"));
    } else if (done) {
      shown.put("response", counted(operation));
    }
    return SimulatedResponse.json(200, shown);
  }

  private Map<String, Object> counted(Operation operation) {
    var response = new LinkedHashMap<String, Object>();
    response.put("@type", "type.googleapis.com/google.apps.vault.v1.CountArtifactsResponse");
    if (operation.found > 0 || !quirks.contains(Quirk.LEAVES_ZEROS_OUT)) {
      response.put("totalCount", Integer.toString(operation.found));
    }
    if (quirks.contains(Quirk.COUNTS_WITH_ERRORS)) {
      response.put("totalCount", "0");
      response.put(
          "mailCountResult",
          Map.of("accountCountErrors", List.of(Map.of("errorType", "LOCATION_UNAVAILABLE"))));
    }
    return response;
  }

  /** A file of an export that has not been deleted. */
  Optional<byte[]> file(String name) {
    return exports.values().stream()
        .flatMap(export -> Optional.ofNullable(export.files.get(name)).stream())
        .findFirst();
  }

  /** Another content than the one announced. */
  void corruptFiles() {
    exports
        .values()
        .forEach(export -> export.files.replaceAll((name, content) -> flipped(content)));
  }

  private static byte[] flipped(byte[] content) {
    var other = content.clone();
    other[0] ^= 1;
    return other;
  }

  /** What happens 15 days after creation. */
  void expireFiles() {
    exports.values().forEach(export -> export.files.clear());
  }

  Collection<SimulatedExport> all() {
    return exports.values();
  }
}
