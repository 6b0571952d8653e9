package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.microsoftcopilot.SimulatedCase.Operation;
import dev.writ.vendor.microsoftcopilot.SimulatedCase.Search;
import dev.writ.vendor.microsoftcopilot.SimulatedUser.Message;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Purview eDiscovery. Where the documents are silent: names of cases, and of searches in one, are
 * unique; a mailbox is added once; a case closes in its own time and is deleted only when closed; a
 * wildcard in a query finds nothing; and a purge that a hold keeps from its items says it
 * succeeded.
 */
final class SimulatedEdiscovery {
  /** The lower of the two documented numbers. */
  static final int ITEMS_PER_PURGE = 10;

  private static final Duration LAG = Duration.ofSeconds(2);
  private static final int PAGE = 100;

  private final SimulatedDirectory directory;
  private final InstantSource clock;
  private final Map<String, SimulatedCase> cases = new LinkedHashMap<>();
  private long made;

  /** What purges and estimates end with. */
  String purgeVerdict = "succeeded";

  String estimateVerdict = "succeeded";

  /** How many looks at the history still show what was purged. */
  int historyLag;

  SimulatedEdiscovery(SimulatedDirectory directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  void reset() {
    cases.clear();
    made = 0;
    purgeVerdict = "succeeded";
    estimateVerdict = "succeeded";
    historyLag = 0;
  }

  int open() {
    return cases.size();
  }

  private String nextId() {
    return "00000000-0000-4000-8000-%012d".formatted(++made);
  }

  /** Null for what is not here. */
  @Nullable SimulatedResponse answer(SimulatedCall call) {
    if (!call.segment(0).equalsIgnoreCase("security")
        || call.segments().size() < 3
        || !call.segment(1).equalsIgnoreCase("cases")
        || !call.segment(2).equalsIgnoreCase("ediscoveryCases")) {
      return null;
    }
    if (call.segments().size() == 3) {
      return switch (call.request().method()) {
        case "GET" -> list(call);
        case "POST" -> open(call);
        default -> null;
      };
    }
    var found = cases.get(call.segment(3));
    return found == null ? null : within(found, call);
  }

  private SimulatedResponse list(SimulatedCall call) {
    var all =
        cases.values().stream().map(one -> new SimulatedCall.Row(one.id, 0, one.json())).toList();
    return call.page(all, false, call.top(PAGE, PAGE), Map.of());
  }

  private SimulatedResponse open(SimulatedCall call) {
    var name = call.required("displayName");
    if (cases.values().stream().anyMatch(one -> one.name.equals(name))) {
      throw SimulatedCall.conflict("A case of this name exists.");
    }
    var made = new SimulatedCase(nextId(), name, call.json().path("externalId").asString(""));
    made.description = call.json().path("description").asString("");
    cases.put(made.id, made);
    return SimulatedCall.created(made.json());
  }

  private @Nullable SimulatedResponse within(SimulatedCase one, SimulatedCall call) {
    var method = call.request().method();
    var rest = call.segments().subList(4, call.segments().size());
    var line = method + " " + (rest.isEmpty() ? "" : rest.getFirst());
    return switch (line) {
      case "GET " -> SimulatedCall.ok(one.look());
      case "PATCH " -> {
        one.description = call.json().path("description").asString(one.description);
        yield SimulatedCall.bare(204, Map.of());
      }
      case "DELETE " -> delete(one);
      case "POST close" -> close(one);
      case "GET operations" -> operations(one, rest, call);
      case "DELETE searches" ->
          rest.size() == 2 && one.searches.remove(rest.get(1)) != null
              ? SimulatedCall.bare(204, Map.of())
              : null;
      case "GET searches", "POST searches" -> searches(one, rest, call);
      default -> null;
    };
  }

  private SimulatedResponse delete(SimulatedCase one) {
    if (!one.status.equals("closed")) {
      throw SimulatedCall.conflict("The case is not closed.");
    }
    cases.remove(one.id);
    return SimulatedCall.bare(204, Map.of());
  }

  private static SimulatedResponse close(SimulatedCase one) {
    if (!one.status.equals("active")) {
      throw SimulatedCall.conflict("The case is not active.");
    }
    one.status = "closing";
    return SimulatedCall.bare(204, Map.of());
  }

  private static @Nullable SimulatedResponse operations(
      SimulatedCase one, List<String> rest, SimulatedCall call) {
    boolean knows = call.prefersUnknownMembers();
    if (rest.size() == 1) {
      return call.page(one.operations.values().stream().map(o -> o.json(knows)).toList(), null);
    }
    var operation = one.operations.get(rest.get(1));
    return operation == null || rest.size() > 2 ? null : SimulatedCall.ok(operation.look(knows));
  }

  private @Nullable SimulatedResponse searches(
      SimulatedCase one, List<String> rest, SimulatedCall call) {
    boolean posted = call.request().method().equals("POST");
    if (rest.size() == 1) {
      return posted
          ? search(one, call)
          : call.page(one.searches.values().stream().map(Search::json).toList(), null);
    }
    var search = one.searches.get(rest.get(1));
    if (search == null || rest.size() > 3) {
      return null;
    }
    return switch (call.request().method() + " " + (rest.size() == 2 ? "" : rest.get(2))) {
      case "GET " -> SimulatedCall.ok(search.json());
      case "GET additionalSources" ->
          call.page(search.mailboxes.stream().map(this::source).toList(), null);
      case "POST additionalSources" -> addSource(search, call);
      case "POST estimateStatistics" -> estimate(one, search, call);
      case "GET lastEstimateStatisticsOperation" ->
          search.estimates.isEmpty()
              ? null
              : SimulatedCall.ok(search.estimates.getLast().look(call.prefersUnknownMembers()));
      case "POST purgeData" -> purge(one, search, call);
      default -> null;
    };
  }

  private SimulatedResponse search(SimulatedCase one, SimulatedCall call) {
    var name = call.required("displayName");
    if (one.searches.values().stream().anyMatch(other -> other.name.equals(name))) {
      throw SimulatedCall.conflict("A search of this name exists.");
    }
    var search = new Search(nextId(), name, call.json().path("contentQuery").asString(""));
    one.searches.put(search.id, search);
    return SimulatedCall.created(search.json());
  }

  private Map<String, Object> source(String user) {
    var json = new LinkedHashMap<String, Object>();
    var found = directory.find(user);
    json.put("@odata.type", "#microsoft.graph.security.userSource");
    json.put("id", user);
    json.put("displayName", found == null ? "" : found.name);
    json.put("email", found == null ? "" : found.addresses.getFirst());
    json.put("includedSources", "mailbox");
    return json;
  }

  private SimulatedResponse addSource(Search search, SimulatedCall call) {
    if (!call.required("@odata.type").endsWith("microsoft.graph.security.userSource")) {
      throw SimulatedCall.badRequest("A user source is expected.");
    }
    var user = directory.mailbox(call.required("email"));
    if (user.isEmpty()) {
      throw SimulatedCall.badRequest("The mailbox does not exist.");
    }
    if (!search.mailboxes.add(user.get().id)) {
      throw SimulatedCall.conflict("The source was added before.");
    }
    return SimulatedCall.created(source(user.get().id));
  }

  /** The text says 202 with a Location, the sample 204: the answers alternate. */
  private SimulatedResponse estimate(SimulatedCase one, Search search, SimulatedCall call) {
    int count = (int) matching(search).stream().filter(message -> indexed(message, call)).count();
    var operation =
        new Operation(++made, operationId(), "estimateStatistics", search, estimateVerdict, count);
    one.operations.put(operation.id, operation);
    search.estimates.add(operation);
    return search.estimates.size() % 2 == 1
        ? accepted(one, operation, call)
        : SimulatedCall.bare(204, Map.of());
  }

  private String operationId() {
    return "%032x".formatted(made);
  }

  private List<Message> matching(Search search) {
    Predicate<Message> query = SimulatedHistory.query(search.query);
    return search.mailboxes.stream()
        .map(directory::find)
        .filter(user -> user != null && !user.deleted)
        .flatMap(user -> user.messages.stream())
        .filter(query)
        .toList();
  }

  /** A lie is kept up; an index lags on its own. */
  private boolean indexed(Message message, SimulatedCall call) {
    if (message.purged) {
      var until = message.indexedUntil;
      return until != null && clock.instant().isBefore(until);
    }
    return !(message.purgedInWord && call.lies());
  }

  private SimulatedResponse purge(SimulatedCase one, Search search, SimulatedCall call) {
    var body = call.json();
    var type = body.path("purgeType").asString("recoverable");
    var areas = body.path("purgeAreas").asString("mailboxes");
    if (!Set.of("recoverable", "permanentlyDelete").contains(type)
        || !Set.of("mailboxes", "teamsMessages").containsAll(List.of(areas.split(",")))) {
      throw SimulatedCall.badRequest("Unknown purge type or area.");
    }
    var held = heldMailboxes(search);
    matching(search).stream()
        .filter(message -> !message.purged && !held.contains(message))
        .filter(message -> !(message.purgedInWord && call.lies()))
        .limit(purgeVerdict.equals("failed") ? 0 : ITEMS_PER_PURGE)
        .forEach(message -> purge(message, call));
    var operation = new Operation(++made, operationId(), "purgeData", search, purgeVerdict, null);
    one.operations.put(operation.id, operation);
    return accepted(one, operation, call);
  }

  private Set<Message> heldMailboxes(Search search) {
    return search.mailboxes.stream()
        .map(directory::find)
        .filter(user -> user != null && user.held)
        .flatMap(user -> user.messages.stream())
        .collect(Collectors.toSet());
  }

  private void purge(Message message, SimulatedCall call) {
    message.purgedInWord |= call.lies();
    directory
        .backup()
        .erase(
            call.misbehaviours(),
            () -> {},
            () -> {
              message.purged = true;
              message.lag = historyLag;
              if (call.has(Misbehaviour.SEARCH_LAGS)) {
                message.indexedUntil = clock.instant().plus(LAG);
              }
              return () -> message.purged = false;
            });
  }

  /** Keys in OData's syntax, the segment in lower case. */
  private static SimulatedResponse accepted(
      SimulatedCase one, Operation operation, SimulatedCall call) {
    var path =
        "/security/cases/ediscoverycases('%s')/operations('%s')".formatted(one.id, operation.id);
    return SimulatedCall.bare(202, Map.of("Location", call.url(path)));
  }

  /** The user whose messages the call counts or purges; null for any other call. */
  @Nullable String subject(SimulatedCall call) {
    if (call.segments().size() < 6 || !cases.containsKey(call.segment(3))) {
      return null;
    }
    var one = cases.get(call.segment(3));
    Search search = null;
    if (one != null && call.is("GET", "security", "cases", "*", "*", "operations", "*")) {
      var operation = one.operations.get(call.segment(5));
      search = operation == null || operation.action.equals("purgeData") ? null : operation.search;
    } else if (one != null
        && call.segments().size() == 7
        && !call.segment(6).equals("additionalSources")) {
      search = one.searches.get(call.segment(5));
    }
    return search == null ? null : search.mailboxes.stream().findFirst().orElse(null);
  }
}
