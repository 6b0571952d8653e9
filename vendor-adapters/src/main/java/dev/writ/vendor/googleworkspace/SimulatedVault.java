package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.googleworkspace.SimulatedMatter.State;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Vault: matters, holds, exports and counts. Where the documents are silent it takes the less
 * convenient reading: a matter is deleted only when it is closed, nothing happens in a matter that
 * is not open, and Gemini is not counted.
 */
final class SimulatedVault {
  private static final String ALL = "https://www.googleapis.com/auth/ediscovery";
  private static final String READING = ALL + ".readonly";
  private static final Set<String> WORDS =
      Set.of(
          "matters",
          "exports",
          "holds",
          "accounts",
          "operations",
          ":close",
          ":reopen",
          ":undelete",
          ":count");

  private final SimulatedTenant tenant;
  private final SimulatedSearches searches;
  private final Map<String, SimulatedMatter> matters = new LinkedHashMap<>();
  private int made;

  SimulatedVault(SimulatedTenant tenant) {
    this.tenant = tenant;
    this.searches = new SimulatedSearches(tenant);
  }

  void reset() {
    matters.clear();
    made = 0;
    searches.reset();
  }

  /** What tests switch. */
  SimulatedSearches searches() {
    return searches;
  }

  /**
   * Matters that are not deleted, and exports in whatever matter: each is a copy of somebody's
   * data.
   */
  long leftovers() {
    return matters.values().stream()
        .mapToLong(m -> (m.state == State.DELETED ? 0 : 1) + m.exports.size())
        .sum();
  }

  /** Whoever may not read a matter is told that there is none. */
  SimulatedResponse answer(SimulatedCall call) {
    if (call.request().method().equals("GET")) {
      call.requireScope(ALL, READING);
    } else {
      call.requireScope(ALL);
    }
    if (!privileged(call)) {
      return call.rest().size() > 1
          ? SimulatedErrors.modern(404, "Requested entity was not found.", "NOT_FOUND")
          : SimulatedErrors.modern(403, "The caller lacks permission.", "PERMISSION_DENIED");
    }
    return switch (call.line(WORDS)) {
      case "POST/matters" -> open(call);
      case "GET/matters" -> list(call);
      case "GET/matters/*" -> SimulatedResponse.json(200, matter(call).shown());
      case "PUT/matters/*" -> renamed(call);
      case "GET/matters/*/holds/*" -> SimulatedResponse.json(200, held(call));
      case "GET/matters/*/holds/*/accounts" -> {
        var accounts = held(call).path("accounts");
        yield SimulatedResponse.json(
            200, accounts.isEmpty() ? Map.of() : Map.of("accounts", accounts));
      }
      case "DELETE/matters/*" -> moved(matter(call), State.CLOSED, State.DELETED);
      case "POST/matters/*/:close" -> wrapped(moved(matter(call), State.OPEN, State.CLOSED), call);
      case "POST/matters/*/:reopen" -> wrapped(moved(matter(call), State.CLOSED, State.OPEN), call);
      case "POST/matters/*/:undelete" -> moved(matter(call), State.DELETED, State.CLOSED);
      case "POST/matters/*/:count" -> searches.count(openMatter(call), call.json());
      case "GET/operations/*" -> searches.operation(call.rest().get(1));
      case "POST/matters/*/exports" -> searches.export(openMatter(call), call.json());
      case "GET/matters/*/exports" -> searches.exports(matter(call), call);
      case "GET/matters/*/exports/*" -> searches.polled(matter(call), call.rest().get(3));
      case "DELETE/matters/*/exports/*" -> searches.delete(openMatter(call), call.rest().get(3));
      case "POST/matters/*/holds" -> hold(openMatter(call), call);
      case "GET/matters/*/holds" -> holds(matter(call), call);
      case "DELETE/matters/*/holds/*" -> {
        if (matter(call).holds.remove(call.rest().get(3)) == null) {
          throw SimulatedErrors.missing();
        }
        yield SimulatedResponse.json(200, Map.of());
      }
      default -> SimulatedErrors.modern(404, "Not found.", "NOT_FOUND");
    };
  }

  private boolean privileged(SimulatedCall call) {
    return searches.privileged()
        && tenant
            .find(call.caller().email())
            .filter(caller -> caller.account.is("isAdmin"))
            .isPresent();
  }

  private SimulatedMatter matter(SimulatedCall call) {
    var matter = matters.get(call.rest().get(1));
    if (matter == null) {
      throw SimulatedErrors.missing();
    }
    return matter;
  }

  private JsonNode held(SimulatedCall call) {
    var hold = matter(call).holds.get(call.rest().get(3));
    if (hold == null) {
      throw SimulatedErrors.missing();
    }
    return hold;
  }

  private SimulatedResponse renamed(SimulatedCall call) {
    var matter = openMatter(call);
    matter.name = call.json().path("name").asString(matter.name);
    matter.description = call.json().path("description").asString(matter.description);
    return SimulatedResponse.json(200, matter.shown());
  }

  private SimulatedMatter openMatter(SimulatedCall call) {
    var matter = matter(call);
    if (matter.state != State.OPEN) {
      throw SimulatedErrors.precondition("Matter is not open.");
    }
    return matter;
  }

  private SimulatedResponse open(SimulatedCall call) {
    var body = call.json();
    var name = body.path("name").asString("");
    var region = body.path("matterRegion").asString("ANY");
    if (name.isBlank() || !Set.of("ANY", "US", "EUROPE").contains(region)) {
      throw SimulatedErrors.invalid("Invalid matter.");
    }
    var matter =
        new SimulatedMatter(
            "matter-" + ++made, name, body.path("description").asString(""), region);
    matters.put(matter.id, matter);
    return SimulatedResponse.json(200, matter.shown());
  }

  private SimulatedResponse list(SimulatedCall call) {
    var state = call.request().param("state").orElse("");
    var all =
        SimulatedCall.rows(
            matters.values(),
            matter -> state.isEmpty() || matter.state.name().equals(state),
            SimulatedMatter::shown);
    return call.page("matters", all, call.number("pageSize", 100, 100), false, Map.of());
  }

  private static SimulatedResponse moved(SimulatedMatter matter, State from, State to) {
    if (matter.state != from) {
      throw SimulatedErrors.precondition("Matter is not " + from + ".");
    }
    matter.state = to;
    return SimulatedResponse.json(200, matter.shown());
  }

  private SimulatedResponse wrapped(SimulatedResponse moved, SimulatedCall call) {
    return moved.status() == 200
        ? SimulatedResponse.json(200, Map.of("matter", matter(call).shown()))
        : moved;
  }

  private SimulatedResponse hold(SimulatedMatter matter, SimulatedCall call) {
    if (!(call.json() instanceof ObjectNode hold) || hold.path("corpus").asString("").isEmpty()) {
      throw SimulatedErrors.invalid("Invalid hold.");
    }
    var id = "hold-" + ++made;
    hold.put("holdId", id);
    matter.holds.put(id, hold);
    return SimulatedResponse.json(200, hold);
  }

  /** Of a hold or an export, which end in it. */
  static int number(String id) {
    return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
  }

  /** The accounts are told in the full view only. */
  private static SimulatedResponse holds(SimulatedMatter matter, SimulatedCall call) {
    boolean full = call.request().param("view").map("FULL_HOLD"::equals).orElse(false);
    var all = new ArrayList<SimulatedCall.Row>();
    matter.holds.forEach(
        (id, hold) -> {
          var shown = new LinkedHashMap<String, Object>();
          hold.properties()
              .forEach(
                  field -> {
                    if (full || !field.getKey().equals("accounts")) {
                      shown.put(field.getKey(), field.getValue());
                    }
                  });
          all.add(new SimulatedCall.Row(number(id), shown));
        });
    return call.page("holds", all, call.number("pageSize", 100, 100), false, Map.of());
  }
}
