package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.SimulatedCall.deleted;
import static dev.writ.vendor.anthropic.SimulatedCall.json;
import static dev.writ.vendor.anthropic.SimulatedCall.ok;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sessions of managed agents. One with a message of a user is at work until it is interrupted; it
 * refuses its deletion with 400, on whose status the documents are silent. A call without the beta
 * header finds nothing here, which is the less convenient reading.
 */
final class SimulatedSessions {
  static final String SESSIONS = "sessions";

  private static final String BETA = "managed-agents-2026-04-01";
  private static final int MOST = 100;

  /** What a list can be filtered by, and no session here has. */
  private static final List<String> NOWHERE_SET = List.of("memory_store_id", "deployment_id");

  private static final int POLLS_TO_STOP = 2;

  private final SimulatedShelves shelves;

  SimulatedSessions(SimulatedShelves shelves, SimulatedRoutes routes) {
    this.shelves = shelves;
    on(routes, "GET sessions", this::list);
    on(routes, "POST sessions", this::create);
    on(routes, "GET sessions/*", this::read);
    on(routes, "POST sessions/*", this::update);
    on(routes, "DELETE sessions/*", this::delete);
    on(routes, "GET sessions/*/resources", this::resources);
    on(routes, "POST sessions/*/archive", this::archive);
    on(routes, "GET sessions/*/events", this::events);
    on(routes, "POST sessions/*/events", this::send);
  }

  private static void on(
      SimulatedRoutes routes, String line, Function<SimulatedCall, SimulatedResponse> answer) {
    routes.on(
        line,
        call -> {
          if (!call.beta(BETA)) {
            throw SimulatedRefusal.notFound("routes", SESSIONS);
          }
          return answer.apply(call);
        });
  }

  SimulatedThing add(String id, Map<String, String> metadata, @Nullable String owner) {
    String now = shelves.now().toString();
    return shelves.add(
        SESSIONS,
        json(
            "{\"id\":?,\"type\":\"session\",\"agent\":{\"id\":\"agent_sandbox\",\"type\":\"agent\","
                + "\"version\":1,\"name\":\"sandbox\",\"model\":{\"id\":\"claude-sandbox\"},"
                + "\"mcp_servers\":[],\"skills\":[],\"tools\":[],\"execution_identity\":{"
                + "\"type\":\"service_account\"}},\"archived_at\":null,"
                + "\"created_at\":?,\"updated_at\":?,\"environment_id\":\"env_sandbox\","
                + "\"metadata\":?,\"outcome_evaluations\":[],\"resources\":[],\"stats\":{},"
                + "\"status\":\"idle\",\"title\":null,\"usage\":{},\"vault_ids\":[]}",
            id,
            now,
            now,
            metadata),
        owner);
  }

  SimulatedThing addMessage(String session, String id, String text) {
    return shelves.add(
        SESSIONS + "/" + session + "/events",
        json(
            "{\"id\":?,\"type\":\"user.message\",\"content\":[{\"type\":\"text\",\"text\":?}],"
                + "\"processed_at\":?}",
            id,
            text,
            shelves.now().toString()),
        null);
  }

  private SimulatedResponse list(SimulatedCall call) {
    boolean archived = call.param("include_archived").equals("true");
    boolean elsewhere = NOWHERE_SET.stream().anyMatch(call::has);
    var rows =
        shelves.listed(SESSIONS).stream()
            .filter(row -> !elsewhere && (archived || row.path("archived_at").isNull()))
            .toList();
    rows = SimulatedFilters.among(call, "agent_id", "/agent/id", rows);
    rows = SimulatedFilters.among(call, "statuses", "/status", rows);
    rows = SimulatedFilters.created(call, "created_at", rows);
    return SimulatedLists.pages(call, MOST, SimulatedFilters.ordered(call, "desc", rows));
  }

  private SimulatedResponse create(SimulatedCall call) {
    var environment = call.required("environment_id");
    if (!call.body().path("resources").isEmpty()) {
      throw SimulatedRefusal.invalid("resources: nothing is mounted into a session here");
    }
    var agent = call.body().path("agent");
    var id = agent.isString() ? agent.asString("") : agent.path("id").asString("");
    if (id.isEmpty()) {
      throw SimulatedRefusal.invalid("agent: Field required");
    }
    var session = add(shelves.newId("sesn_"), Map.of(), null);
    session.json.put("environment_id", environment);
    session.json.withObject("agent").put("id", id);
    for (String field : List.of("title", "metadata")) {
      if (call.body().hasNonNull(field)) {
        session.json.set(field, call.body().path(field));
      }
    }
    for (var event : call.body().path("initial_events")) {
      take(session, event);
    }
    return ok(session.json);
  }

  private JsonNode take(SimulatedThing session, JsonNode event) {
    if (event.path("type").asString("").equals("user.interrupt")) {
      session.polls = 1;
      return json(
          "{\"id\":?,\"type\":\"user.interrupt\",\"processed_at\":null}", shelves.newId("sevt_"));
    }
    session.json.put("status", "running");
    return addMessage(
            session.id,
            shelves.newId("sevt_"),
            event.path("content").path(0).path("text").asString(""))
        .json;
  }

  private SimulatedResponse read(SimulatedCall call) {
    var session = shelves.require(SESSIONS, call.id());
    var answer = ok(session.json);
    if (session.is("status", "running") && session.polls > 0 && session.polls++ >= POLLS_TO_STOP) {
      session.json.put("status", "idle");
    }
    return answer;
  }

  private SimulatedResponse update(SimulatedCall call) {
    var session = shelves.require(SESSIONS, call.id());
    for (String field : List.of("title", "metadata")) {
      if (call.body().has(field)) {
        session.json.set(field, call.body().path(field));
      }
    }
    session.json.put("updated_at", shelves.now().toString());
    return ok(session.json);
  }

  /** Nothing is mounted into a session here. */
  private SimulatedResponse resources(SimulatedCall call) {
    shelves.require(SESSIONS, call.id());
    return SimulatedLists.pages(call, MOST, List.of());
  }

  private SimulatedResponse delete(SimulatedCall call) {
    var session = shelves.require(SESSIONS, call.id());
    if (session.is("status", "running")) {
      throw SimulatedRefusal.invalid("A running session cannot be deleted.");
    }
    shelves.delete(session, SESSIONS + "/" + session.id, call.misbehaviours());
    return deleted("session", session.id);
  }

  private SimulatedResponse archive(SimulatedCall call) {
    var session = shelves.require(SESSIONS, call.id());
    session.json.put("archived_at", shelves.now().toString());
    session.json.put("status", "terminated");
    return ok(session.json);
  }

  /** Oldest first. */
  private SimulatedResponse events(SimulatedCall call) {
    var session = shelves.require(SESSIONS, call.id());
    var rows = shelves.listed(SESSIONS + "/" + session.id + "/events").reversed();
    rows = SimulatedFilters.among(call, "types", "/type", rows);
    rows = SimulatedFilters.created(call, "processed_at", rows);
    return SimulatedLists.pages(call, MOST, SimulatedFilters.ordered(call, "asc", rows));
  }

  private SimulatedResponse send(SimulatedCall call) {
    var session = shelves.require(SESSIONS, call.id());
    var taken = new ArrayList<JsonNode>();
    for (var event : call.body().path("events")) {
      taken.add(take(session, event));
    }
    return ok(json("{\"data\":?}", taken));
  }
}
