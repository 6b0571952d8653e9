package dev.writ.vendor.hubspot;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A stateful HubSpot account, written from HubSpot's documents: searches lag and never show
 * archived records, a permanent delete unassociates a contact's satellites and keeps them, and a
 * delete by an unknown e-mail fills a blocklist.
 */
public final class HubSpotSimulator implements VendorSimulator {
  private static final String TOKEN = "sandbox-hubspot-token";
  private static final String CORRELATION = "00000000-0000-4000-8000-000000000000";
  private static final Duration LAG = Duration.ofSeconds(2);
  private static final List<String> TYPES =
      List.of(
          "contacts", "notes", "calls", "emails", "meetings", "tasks", "communications", "tickets");
  private static final List<String> PLANTED =
      List.of(
          "notes", "threads", "emails", "calls", "tickets", "tasks", "meetings", "communications");
  private static final Map<String, String> TEXT =
      Map.of(
          "notes", "hs_note_body",
          "calls", "hs_call_body",
          "emails", "hs_email_text",
          "meetings", "hs_meeting_body",
          "tasks", "hs_task_body",
          "communications", "hs_communication_body",
          "tickets", "content");
  private static final Set<String> OPERATORS =
      Set.of(
          "EQ",
          "NEQ",
          "LT",
          "LTE",
          "GT",
          "GTE",
          "BETWEEN",
          "IN",
          "NOT_IN",
          "HAS_PROPERTY",
          "NOT_HAS_PROPERTY",
          "CONTAINS_TOKEN",
          "NOT_CONTAINS_TOKEN");
  private static final List<String> DEFAULT_PROPERTIES =
      List.of("email", "firstname", "lastname", "createdate", "lastmodifieddate", "hs_object_id");

  /** One record or thread. {@code deleted}: permanently gone, kept only while searches lag. */
  private static final class Item {
    final String type;
    final String id;
    final String owner;
    final Map<String, String> properties = new LinkedHashMap<>();
    final Set<String> contacts = new LinkedHashSet<>();
    final List<Map<String, Object>> messages = new ArrayList<>();
    final Instant created;
    boolean archived;
    boolean deleted;
    boolean hidden;
    Instant listedUntil = Instant.MIN;

    Item(String type, String id, String owner, Instant created) {
      this.type = type;
      this.id = id;
      this.owner = owner;
      this.created = created;
    }
  }

  private static final class Refused extends RuntimeException {
    final transient SimulatedResponse answer;

    Refused(SimulatedResponse answer) {
      super(null, null, false, false);
      this.answer = answer;
    }
  }

  private final InstantSource clock;
  private final Map<String, Map<String, Item>> items = new LinkedHashMap<>();
  private final Set<String> blocklist = new LinkedHashSet<>();
  private long nextId = 900_000_000_000_000L;

  public HubSpotSimulator() {
    this(InstantSource.system());
  }

  HubSpotSimulator(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String vendor() {
    return "hubspot";
  }

  @Override
  public String basePath() {
    return "";
  }

  @Override
  public Map<String, String> credentials() {
    return Map.of(HubSpotAdapter.CREDENTIAL, TOKEN);
  }

  @Override
  public synchronized void reset() {
    items.clear();
    blocklist.clear();
  }

  synchronized Set<String> blocklist() {
    return Set.copyOf(blocklist);
  }

  @Override
  public synchronized List<VendorObject> plant(SandboxPerson person) {
    var crc = new CRC32();
    crc.update(person.key().getBytes(StandardCharsets.UTF_8));
    long base = (1 + crc.getValue()) * 100_000;
    var contact = new Item("contacts", Long.toString(base), person.key(), clock.instant());
    var name = person.name().split(" ", 2);
    contact.properties.put("email", person.email().toLowerCase(Locale.ROOT));
    contact.properties.put("firstname", name[0]);
    contact.properties.put("lastname", name.length > 1 ? name[1] : "");
    if (person.emails().size() > 1) {
      contact.properties.put(
          "hs_additional_emails",
          String.join(";", person.emails().subList(1, person.emails().size())));
    }
    put(contact);
    for (int i = 1; i < person.objects(); i++) {
      var type = PLANTED.get((i - 1) % PLANTED.size());
      var item = new Item(type, Long.toString(base + i), person.key(), clock.instant());
      item.contacts.add(contact.id);
      var text = "About " + person.name() + ", item " + i;
      if (type.equals("threads")) {
        for (int m = 1; m <= 2; m++) {
          item.messages.add(message(item.id + "m" + m, text + ", message " + m, m == 2));
        }
      } else {
        item.properties.put(TEXT.get(type), text);
      }
      put(item);
    }
    return List.of();
  }

  private static Map<String, Object> message(String id, String text, boolean truncated) {
    var message = new LinkedHashMap<String, Object>();
    message.put("id", id);
    message.put("type", "MESSAGE");
    message.put("direction", "INCOMING");
    message.put("text", text);
    message.put("attachments", List.of());
    message.put("truncationStatus", truncated ? "TRUNCATED" : "NOT_TRUNCATED");
    return message;
  }

  @Override
  public synchronized int held(SandboxPerson person) {
    return (int)
        items.values().stream()
            .flatMap(byId -> byId.values().stream())
            .filter(item -> item.owner.equals(person.key()) && !item.archived && !item.deleted)
            .count();
  }

  @Override
  public SimulatedResponse error(int status) {
    var body = new LinkedHashMap<String, Object>();
    body.put("status", "error");
    body.put("correlationId", CORRELATION);
    switch (status) {
      case 401 -> {
        body.put("message", "Authentication credentials not found.");
        body.put("category", "INVALID_AUTHENTICATION");
      }
      case 403 -> {
        body.put("message", "This app hasn't been granted all required scopes to make this call.");
        body.put("category", "MISSING_SCOPES");
      }
      case 404 -> body.put("message", "resource not found");
      case 429 -> {
        body.put("message", "You have reached your ten_secondly_rolling limit.");
        body.put("errorType", "RATE_LIMIT");
        body.put("policyName", "TEN_SECONDLY_ROLLING");
      }
      default -> body.put("message", "internal error");
    }
    return SimulatedResponse.json(status, body);
  }

  @Override
  public synchronized SimulatedResponse answer(
      SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    if (!("Bearer " + TOKEN).equals(request.headers().get("authorization"))) {
      return error(401);
    }
    var path = List.of(request.path().replaceFirst("^/", "").split("/"));
    try {
      var found = route(request.method() + " " + request.path(), path, request, misbehaviours);
      return found == null ? error(404) : found;
    } catch (Refused refused) {
      return refused.answer;
    }
  }

  private @Nullable SimulatedResponse route(
      String call, List<String> path, SimulatedRequest request, Set<Misbehaviour> bad) {
    var method = request.method();
    if (call.equals("GET /account-info/v3/details")) {
      return SimulatedResponse.json(
          200,
          Map.of(
              "portalId",
              123,
              "accountType",
              "STANDARD",
              "timeZone",
              "Europe/Berlin",
              "utcOffset",
              "+01:00"));
    }
    if (request.path().startsWith("/crm/v3/objects/")
        && path.size() > 3
        && TYPES.contains(path.get(3))) {
      return objects(method, path.get(3), path.subList(4, path.size()), request, bad);
    }
    if (request.path().startsWith("/crm/v4/objects/")
        && path.size() == 7
        && path.get(5).equals("associations")) {
      return method.equals("GET")
          ? associations(path.get(3), path.get(4), path.get(6), request)
          : null;
    }
    if (request.path().startsWith("/conversations/v3/conversations/threads")) {
      return threads(method, path.subList(4, path.size()), request, bad);
    }
    return null;
  }

  private @Nullable SimulatedResponse objects(
      String method,
      String type,
      List<String> rest,
      SimulatedRequest request,
      Set<Misbehaviour> bad) {
    var call = method + " " + String.join("/", rest);
    return switch (call) {
      case "GET " -> list(type, request);
      case "POST " -> create(type, request);
      case "POST search" -> search(type, request);
      case "POST gdpr-delete" -> type.equals("contacts") ? gdprDelete(request, bad) : null;
      case "POST batch/read" -> batchRead(type, request);
      case "POST batch/archive" -> {
        for (var input : inputs(json(request))) {
          var item = find(type, input.path("id").asString(""));
          if (item != null) {
            archive(item, bad);
          }
        }
        yield SimulatedResponse.empty(204);
      }
      default -> {
        if (rest.size() != 1) {
          yield null;
        }
        if (method.equals("GET")) {
          var property = request.param("idProperty").orElse("");
          var key =
              property.isEmpty()
                  ? find(type, rest.get(0))
                  : byProperty(type, property, rest.get(0));
          boolean archived = flag(request, "archived");
          yield key == null || key.archived != archived
              ? error(404)
              : SimulatedResponse.json(200, record(key, names(request)));
        }
        if (method.equals("DELETE")) {
          var item = find(type, rest.get(0));
          if (item == null) {
            yield error(404);
          }
          archive(item, bad);
          yield SimulatedResponse.empty(204);
        }
        yield null;
      }
    };
  }

  private SimulatedResponse list(String type, SimulatedRequest request) {
    int limit = limit(request, 10, 100);
    boolean archived = flag(request, "archived");
    var all =
        all(type).stream()
            .filter(item -> archived ? item.archived && !item.deleted : listed(item))
            .toList();
    var names = names(request);
    return page(
        all.stream().map(item -> record(item, names)).toList(), limit, after(request), false);
  }

  private SimulatedResponse create(String type, SimulatedRequest request) {
    var body = json(request);
    var item = new Item(type, Long.toString(nextId++), "", clock.instant());
    body.path("properties")
        .properties()
        .forEach(p -> item.properties.put(p.getKey(), p.getValue().asString("")));
    var email = item.properties.get("email");
    if (type.equals("contacts") && email != null) {
      item.properties.put("email", email.toLowerCase(Locale.ROOT));
      var known = byProperty(type, "email", email);
      if (known != null && !known.archived) {
        return SimulatedResponse.json(
            409,
            Map.of(
                "status",
                "error",
                "message",
                "Contact already exists. Existing ID: " + known.id,
                "correlationId",
                CORRELATION,
                "category",
                "CONFLICT"));
      }
    }
    for (var association : body.path("associations")) {
      item.contacts.add(association.path("to").path("id").asString(""));
    }
    put(item);
    return SimulatedResponse.json(201, record(item, null));
  }

  private SimulatedResponse batchRead(String type, SimulatedRequest request) {
    var body = json(request);
    boolean archived = flag(request, "archived");
    var property = body.path("idProperty").asString("");
    var results = new ArrayList<Map<String, Object>>();
    var missing = new ArrayList<String>();
    for (var input : inputs(body)) {
      var id = input.path("id").asString("");
      var item = property.isEmpty() ? find(type, id) : byProperty(type, property, id);
      if (item == null || item.archived != archived) {
        missing.add(id);
      } else {
        results.add(record(item, strings(body.path("properties"))));
      }
    }
    var answer = new LinkedHashMap<String, Object>();
    answer.put("status", "COMPLETE");
    answer.put("results", results);
    if (!missing.isEmpty()) {
      answer.put("numErrors", 1);
      answer.put(
          "errors",
          List.of(
              Map.of(
                  "status",
                  "error",
                  "category",
                  "OBJECT_NOT_FOUND",
                  "message",
                  "Could not get some objects",
                  "context",
                  Map.of("ids", missing))));
    }
    return SimulatedResponse.json(missing.isEmpty() ? 200 : 207, answer);
  }

  private SimulatedResponse gdprDelete(SimulatedRequest request, Set<Misbehaviour> bad) {
    var body = json(request);
    var objectId = body.path("objectId").asString("");
    if (objectId.isEmpty()) {
      throw invalid("objectId is required");
    }
    boolean byEmail = body.path("idProperty").asString("").equals("email");
    var contact = byEmail ? byProperty("contacts", "email", objectId) : find("contacts", objectId);
    if (contact == null) {
      if (byEmail) {
        blocklist.add(objectId.toLowerCase(Locale.ROOT));
        return SimulatedResponse.empty(204);
      }
      return error(404);
    }
    if (bad.contains(Misbehaviour.KEEPS_DATA)) {
      return SimulatedResponse.empty(204);
    }
    if (bad.contains(Misbehaviour.HIDES_FROM_LIST)) {
      contact.hidden = true;
      return SimulatedResponse.empty(204);
    }
    var email = contact.properties.get("email");
    if (email != null) {
      blocklist.add(email);
    }
    contact.deleted = true;
    lag(contact, bad);
    items.values().forEach(byId -> byId.values().forEach(item -> item.contacts.remove(contact.id)));
    return SimulatedResponse.empty(204);
  }

  private void archive(Item item, Set<Misbehaviour> bad) {
    if (bad.contains(Misbehaviour.KEEPS_DATA)) {
      return;
    }
    if (bad.contains(Misbehaviour.HIDES_FROM_LIST)) {
      item.hidden = true;
      return;
    }
    if (!item.archived) {
      item.archived = true;
      lag(item, bad);
    }
  }

  private void lag(Item item, Set<Misbehaviour> bad) {
    if (bad.contains(Misbehaviour.SEARCH_LAGS)) {
      item.listedUntil = clock.instant().plus(LAG);
    }
  }

  private boolean listed(Item item) {
    return !item.hidden
        && ((!item.archived && !item.deleted) || clock.instant().isBefore(item.listedUntil));
  }

  private SimulatedResponse search(String type, SimulatedRequest request) {
    var body = json(request);
    if (request.text().length() > 3_000) {
      throw invalid("the request body is too long");
    }
    int limit = body.path("limit").asInt(10);
    int after = number(body.path("after").asString("0"));
    if (limit < 1 || limit > 200 || after + limit > 10_000) {
      throw invalid("paging is out of bounds");
    }
    var groups = StreamSupport.stream(body.path("filterGroups").spliterator(), false).toList();
    long filters = groups.stream().mapToLong(group -> group.path("filters").size()).sum();
    if (groups.size() > 5
        || filters > 18
        || groups.stream().anyMatch(group -> group.path("filters").size() > 6)) {
      throw invalid("too many filters");
    }
    Predicate<Item> any = groups.isEmpty() ? item -> true : item -> false;
    for (var group : groups) {
      Predicate<Item> all = item -> true;
      for (var filter : group.path("filters")) {
        all = all.and(filter(filter));
      }
      any = any.or(all);
    }
    var query = body.path("query").asString("").toLowerCase(Locale.ROOT);
    if (!query.isEmpty()) {
      any =
          any.and(
              item ->
                  item.properties.values().stream()
                      .anyMatch(v -> v.toLowerCase(Locale.ROOT).contains(query)));
    }
    var names = strings(body.path("properties"));
    var found =
        all(type).stream()
            .filter(this::listed)
            .filter(any)
            .map(item -> record(item, names))
            .toList();
    return page(found, limit, after, true);
  }

  private Predicate<Item> filter(JsonNode filter) {
    var name = filter.path("propertyName").asString("");
    var operator = filter.path("operator").asString("");
    if (name.isEmpty() || !OPERATORS.contains(operator)) {
      throw invalid("a filter needs a propertyName and a known operator");
    }
    var value = filter.path("value").asString("");
    var high = filter.path("highValue").asString("");
    var values = strings(filter.path("values"));
    return item -> {
      var held = name.equals("hs_object_id") ? item.id : item.properties.get(name);
      if (operator.equals("HAS_PROPERTY") || held == null || held.isEmpty()) {
        return operator.equals("HAS_PROPERTY")
            ? held != null && !held.isEmpty()
            : operator.startsWith("NOT_") || operator.equals("NEQ");
      }
      return switch (operator) {
        case "EQ" -> held.equalsIgnoreCase(value);
        case "NEQ" -> !held.equalsIgnoreCase(value);
        case "LT" -> compare(held, value) < 0;
        case "LTE" -> compare(held, value) <= 0;
        case "GT" -> compare(held, value) > 0;
        case "GTE" -> compare(held, value) >= 0;
        case "BETWEEN" -> compare(held, value) >= 0 && compare(held, high) <= 0;
        case "IN" -> values.contains(held.toLowerCase(Locale.ROOT));
        case "NOT_IN" -> !values.contains(held.toLowerCase(Locale.ROOT));
        case "CONTAINS_TOKEN" -> token(held, value);
        case "NOT_CONTAINS_TOKEN" -> !token(held, value);
        default -> false;
      };
    };
  }

  private static int compare(String left, String right) {
    return left.matches("[0-9]{1,18}") && right.matches("[0-9]{1,18}")
        ? Long.compare(Long.parseLong(left), Long.parseLong(right))
        : left.compareToIgnoreCase(right);
  }

  private static boolean token(String held, String wanted) {
    var word = wanted.toLowerCase(Locale.ROOT);
    return Arrays.stream(held.toLowerCase(Locale.ROOT).split("[;,\\s]+"))
        .anyMatch(
            token ->
                word.endsWith("*")
                    ? token.startsWith(word.substring(0, word.length() - 1))
                    : token.equals(word));
  }

  private SimulatedResponse associations(
      String type, String id, String toType, SimulatedRequest request) {
    int limit = limit(request, 500, 500);
    var source = find(type, id);
    if (source == null || source.archived) {
      return error(404);
    }
    List<Item> linked =
        type.equals("contacts")
            ? all(toType).stream()
                .filter(item -> item.contacts.contains(id))
                .filter(this::listed)
                .toList()
            : all(toType).stream()
                .filter(item -> source.contacts.contains(item.id))
                .filter(this::listed)
                .toList();
    return page(
        linked.stream()
            .<Map<String, Object>>map(
                item ->
                    Map.of(
                        "toObjectId",
                        item.id,
                        "associationTypes",
                        List.of(Map.of("category", "HUBSPOT_DEFINED", "typeId", 201))))
            .toList(),
        limit,
        after(request),
        false);
  }

  private @Nullable SimulatedResponse threads(
      String method, List<String> rest, SimulatedRequest request, Set<Misbehaviour> bad) {
    boolean archived = flag(request, "archived");
    if (rest.isEmpty()) {
      if (!method.equals("GET")) {
        return null;
      }
      var contact = request.param("associatedContactId").orElse("");
      var found =
          all("threads").stream()
              .filter(item -> contact.isEmpty() || item.contacts.contains(contact))
              .filter(item -> archived ? item.archived : listed(item))
              .map(HubSpotSimulator::thread)
              .toList();
      return page(found, limit(request, 100, 500), after(request), false);
    }
    var item = find("threads", rest.get(0));
    if (item == null || (method.equals("GET") && item.archived != archived)) {
      return error(404);
    }
    if (rest.size() == 1 && method.equals("DELETE")) {
      archive(item, bad);
      return SimulatedResponse.empty(204);
    }
    if (!method.equals("GET")) {
      return null;
    }
    if (rest.size() == 1) {
      return SimulatedResponse.json(200, thread(item));
    }
    if (!rest.get(1).equals("messages")) {
      return null;
    }
    if (rest.size() == 2) {
      return page(item.messages, limit(request, 100, 500), after(request), false);
    }
    return item.messages.stream()
        .filter(
            m ->
                rest.size() == 4
                    && rest.get(2).equals(m.get("id"))
                    && rest.get(3).equals("original-content"))
        .findFirst()
        .map(m -> SimulatedResponse.json(200, Map.of("text", m.get("text") + " (in full)")))
        .orElse(null);
  }

  private static Map<String, Object> thread(Item item) {
    var thread = new LinkedHashMap<String, Object>();
    thread.put("id", item.id);
    thread.put("status", "OPEN");
    thread.put("archived", item.archived);
    thread.put("spam", false);
    item.contacts.stream()
        .findFirst()
        .ifPresent(contact -> thread.put("associatedContactId", contact));
    thread.put("createdAt", item.created.toString());
    return thread;
  }

  private static Map<String, Object> record(Item item, @Nullable List<String> names) {
    var properties = new LinkedHashMap<String, @Nullable String>();
    for (var name : names == null || names.isEmpty() ? DEFAULT_PROPERTIES : names) {
      var value = item.properties.get(name);
      if (value != null || (names != null && !names.isEmpty())) {
        properties.put(name, value);
      }
    }
    properties.put("hs_object_id", item.id);
    properties.put("createdate", item.created.toString());
    var record = new LinkedHashMap<String, Object>();
    record.put("id", item.id);
    record.put("properties", properties);
    record.put("createdAt", item.created.toString());
    record.put("updatedAt", item.created.toString());
    record.put("archived", item.archived);
    return record;
  }

  private static SimulatedResponse page(
      List<Map<String, Object>> all, int limit, int after, boolean total) {
    int from = Math.min(after, all.size());
    int to = Math.min(from + limit, all.size());
    var answer = new LinkedHashMap<String, Object>();
    if (total) {
      answer.put("total", all.size());
    }
    answer.put("results", all.subList(from, to));
    if (to < all.size()) {
      answer.put("paging", Map.of("next", Map.of("after", Integer.toString(to))));
    }
    return SimulatedResponse.json(200, answer);
  }

  private void put(Item item) {
    items.computeIfAbsent(item.type, type -> new LinkedHashMap<>()).put(item.id, item);
  }

  private List<Item> all(String type) {
    return List.copyOf(items.getOrDefault(type, Map.of()).values());
  }

  private @Nullable Item find(String type, String id) {
    var item = items.getOrDefault(type, Map.of()).get(id);
    return item == null || item.deleted ? null : item;
  }

  private @Nullable Item byProperty(String type, String property, String value) {
    return all(type).stream()
        .filter(item -> !item.deleted && value.equalsIgnoreCase(item.properties.get(property)))
        .findFirst()
        .orElse(null);
  }

  private List<JsonNode> inputs(JsonNode body) {
    var inputs = StreamSupport.stream(body.path("inputs").spliterator(), false).toList();
    if (inputs.isEmpty() || inputs.size() > 100) {
      throw invalid("1 to 100 inputs");
    }
    return inputs;
  }

  private JsonNode json(SimulatedRequest request) {
    try {
      return VendorHttp.JSON.readTree(request.body());
    } catch (JacksonException unreadable) {
      throw invalid("Invalid input JSON");
    }
  }

  private static List<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(node -> node.asString("")).toList();
  }

  private static @Nullable List<String> names(SimulatedRequest request) {
    return request.param("properties").map(names -> List.of(names.split(","))).orElse(null);
  }

  private static boolean flag(SimulatedRequest request, String name) {
    return request.param(name).map(Boolean::parseBoolean).orElse(false);
  }

  private int limit(SimulatedRequest request, int usual, int most) {
    int limit = request.param("limit").map(this::number).orElse(usual);
    if (limit < 1 || limit > most) {
      throw invalid("limit is out of bounds");
    }
    return limit;
  }

  private int after(SimulatedRequest request) {
    return request.param("after").map(this::number).orElse(0);
  }

  private int number(String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw invalid("not a number");
    }
    return Integer.parseInt(text);
  }

  private static Refused invalid(String message) {
    return new Refused(
        SimulatedResponse.json(
            400,
            Map.of(
                "status",
                "error",
                "message",
                message,
                "correlationId",
                CORRELATION,
                "category",
                "VALIDATION_ERROR")));
  }
}
