package dev.writ.vendor.openai;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * OpenAI's API platform by its published specification. Where that is silent: items of a deleted
 * conversation stay readable by id but are no longer listed, and a cursor that names no listed
 * object is answered with 400.
 */
public final class OpenAiSimulator implements VendorSimulator {
  private static final String KEY = "sk-sandbox-openai";
  private static final long LAG_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long EPOCH = 1_780_000_000L;

  private static final String FILES = "files";
  private static final String RESPONSES = "responses";
  private static final String CONVERSATIONS = "conversations";
  private static final String COMPLETIONS = "chat/completions";
  private static final String STORES = "vector_stores";
  private static final String THREADS = "chatkit/threads";
  private static final String BATCHES = "batches";
  private static final String STORE = "vs_sandbox";

  private enum State {
    LIVE,
    HIDDEN,
    GONE
  }

  /** One object; {@code details} are the rows of its sub-list that are no objects of their own. */
  private static final class Stored {
    final String id;
    final Map<String, Object> json;
    final List<Map<String, Object>> details = new ArrayList<>();
    byte[] content = new byte[0];
    State state = State.LIVE;
    long listedUntil;

    Stored(String id, Map<String, Object> json) {
      this.id = id;
      this.json = json;
    }

    boolean readable() {
      return state != State.GONE;
    }

    boolean listed() {
      return state == State.LIVE || (state == State.GONE && System.nanoTime() - listedUntil < 0);
    }
  }

  /**
   * Objects by collection path, e.g. {@code conversations/conv_1/items}, then by id, oldest first.
   */
  private final Map<String, LinkedHashMap<String, Stored>> collections = new HashMap<>();

  private final Map<String, List<Stored>> byOwner = new HashMap<>();
  private long made;

  @Override
  public String vendor() {
    return "openai";
  }

  @Override
  public String basePath() {
    return "/v1";
  }

  @Override
  public Map<String, String> credentials() {
    return Map.of("apiKey", KEY);
  }

  @Override
  public synchronized void reset() {
    collections.clear();
    byOwner.clear();
    made = 0;
  }

  @Override
  public synchronized List<VendorObject> plant(SandboxPerson person) {
    byOwner.remove(person.key());
    var ledger = new ArrayList<VendorObject>();
    String word = person.key().replaceAll("[^A-Za-z0-9_-]", "_");
    String conversation = "";
    String file = "";
    for (int i = 0; i < Math.max(1, person.objects()); i++) {
      String id = word + "_" + i;
      String email = person.emails().get(i / 7 % person.emails().size());
      switch (i % 7) {
        case 0 -> completion("chatcmpl-" + id, email, person);
        case 1 -> thread("cthr_" + id, person);
        case 2 -> {
          conversation = "conv_" + id;
          add(CONVERSATIONS, conversation(conversation, Map.of("subject", email)), person.key());
          ledger.add(new VendorObject("conversation", conversation));
        }
        case 3 ->
            add(
                CONVERSATIONS + "/" + conversation + "/items",
                item("msg_" + id, person.name()),
                person.key());
        case 4 -> {
          response("resp_" + id, email, person);
          ledger.add(new VendorObject("response", "resp_" + id));
        }
        case 5 -> {
          file = "file-" + id;
          file(
              file,
              "profile-" + i + ".txt",
              "user_data",
              person.name() + "\n" + email + "\n",
              person.key());
          ledger.add(new VendorObject("file", file));
        }
        default -> {
          attach(file, person.key());
          ledger.add(new VendorObject("vector_store_file", file, STORE));
        }
      }
    }
    return List.copyOf(ledger);
  }

  @Override
  public synchronized int held(SandboxPerson person) {
    long count = owned(person.key());
    for (String email : person.emails()) {
      count += owned(email);
    }
    return Math.toIntExact(count);
  }

  private long owned(String owner) {
    return byOwner.getOrDefault(owner, List.of()).stream().filter(Stored::readable).count();
  }

  private void completion(String id, String email, SandboxPerson person) {
    var message =
        map(
            "role",
            "assistant",
            "content",
            "Good day, " + person.name(),
            "refusal",
            null,
            "annotations",
            List.of());
    var json =
        map(
            "id",
            id,
            "object",
            "chat.completion",
            "created",
            EPOCH + made,
            "model",
            "gpt-5-mini",
            "choices",
            List.of(map("index", 0, "message", message, "finish_reason", "stop", "logprobs", null)),
            "usage",
            map("prompt_tokens", 9, "completion_tokens", 5, "total_tokens", 14),
            "metadata",
            map("subject", email));
    add(COMPLETIONS, json, person.key())
        .details
        .add(
            map(
                "id",
                id + "-0",
                "role",
                "user",
                "content",
                "My name is " + person.name(),
                "name",
                null));
  }

  private void thread(String id, SandboxPerson person) {
    var json =
        map(
            "id",
            id,
            "object",
            "chatkit.thread",
            "created_at",
            EPOCH + made,
            "title",
            null,
            "status",
            map("type", "active"),
            "user",
            person.email());
    add(THREADS, json, person.key())
        .details
        .add(
            map(
                "id",
                "cthi_" + id,
                "object",
                "chatkit.thread_item",
                "type",
                "chatkit.user_message",
                "created_at",
                EPOCH + made,
                "thread_id",
                id,
                "content",
                List.of(map("type", "input_text", "text", "Hello from " + person.name())),
                "attachments",
                List.of(),
                "inference_options",
                null));
  }

  private void response(String id, String email, SandboxPerson person) {
    var text =
        map("type", "output_text", "text", "Good day, " + person.name(), "annotations", List.of());
    var output =
        map(
            "id", "msg_" + id,
            "type", "message",
            "status", "completed",
            "role", "assistant",
            "content", List.of(text));
    var json =
        map(
            "id",
            id,
            "object",
            "response",
            "created_at",
            EPOCH + made,
            "status",
            "completed",
            "error",
            null,
            "incomplete_details",
            null,
            "instructions",
            null,
            "model",
            "gpt-5-mini",
            "output",
            List.of(output),
            "parallel_tool_calls",
            true,
            "previous_response_id",
            null,
            "store",
            true,
            "temperature",
            1.0,
            "tool_choice",
            "auto",
            "tools",
            List.of(),
            "top_p",
            1.0,
            "metadata",
            map("subject", email));
    add(RESPONSES, json, person.key()).details.add(item("msg_in_" + id, person.name()));
  }

  private Map<String, Object> conversation(String id, Map<String, ?> metadata) {
    return map(
        "id", id, "object", "conversation", "created_at", EPOCH + made, "metadata", metadata);
  }

  private static Map<String, Object> item(String id, String name) {
    return map(
        "id", id,
        "type", "message",
        "status", "completed",
        "role", "user",
        "content", List.of(map("type", "input_text", "text", "My name is " + name)));
  }

  private void file(
      String id, String filename, String purpose, String text, @Nullable String owner) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    var json =
        map(
            "id",
            id,
            "object",
            "file",
            "bytes",
            content.length,
            "created_at",
            EPOCH + made,
            "expires_at",
            null,
            "filename",
            filename,
            "purpose",
            purpose,
            "status",
            "processed",
            "status_details",
            null);
    add(FILES, json, owner).content = content;
  }

  private void attach(String file, @Nullable String owner) {
    var counts = map("in_progress", 0, "completed", 1, "failed", 0, "cancelled", 0, "total", 1);
    if (find(STORES, STORE) == null) {
      add(
          STORES,
          map(
              "id",
              STORE,
              "object",
              "vector_store",
              "created_at",
              EPOCH,
              "last_active_at",
              EPOCH,
              "name",
              "Sandbox",
              "status",
              "completed",
              "usage_bytes",
              0,
              "file_counts",
              counts,
              "metadata",
              map()),
          null);
    }
    var json =
        map(
            "id",
            file,
            "object",
            "vector_store.file",
            "created_at",
            EPOCH + made,
            "usage_bytes",
            10,
            "vector_store_id",
            STORE,
            "status",
            "completed",
            "last_error",
            null,
            "attributes",
            map());
    var original = find(FILES, file);
    if (original != null) {
      add(STORES + "/" + STORE + "/files", json, owner).content = original.content;
    }
  }

  private Stored add(String collection, Map<String, Object> json, @Nullable String owner) {
    var stored = new Stored(String.valueOf(json.get("id")), json);
    made++;
    collections.computeIfAbsent(collection, any -> new LinkedHashMap<>()).put(stored.id, stored);
    if (owner != null) {
      byOwner.computeIfAbsent(owner, any -> new ArrayList<>()).add(stored);
    }
    return stored;
  }

  private @Nullable Stored find(String collection, String id) {
    var stored = collections.getOrDefault(collection, new LinkedHashMap<>()).get(id);
    return stored == null || !stored.readable() ? null : stored;
  }

  @Override
  public SimulatedResponse error(int status) {
    return switch (status) {
      case 401 ->
          error(
              401, "Incorrect API key provided.", "invalid_request_error", null, "invalid_api_key");
      case 429 ->
          error(429, "Rate limit reached for requests.", "requests", null, "rate_limit_exceeded");
      case 400, 404, 405 -> error(status, "Invalid request.", "invalid_request_error", null, null);
      default ->
          error(status, "The server is overloaded or not ready yet.", "server_error", null, null);
    };
  }

  private static SimulatedResponse error(
      int status, String message, String type, @Nullable String param, @Nullable String code) {
    return SimulatedResponse.json(
        status, map("error", map("message", message, "type", type, "param", param, "code", code)));
  }

  @Override
  public synchronized SimulatedResponse answer(
      SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    if (!("Bearer " + KEY).equals(request.headers().get("authorization"))) {
      return error(401);
    }
    List<String> path = Arrays.asList(request.path().split("/", -1));
    if (path.size() < 3 || !path.get(0).isEmpty() || !path.get(1).equals("v1")) {
      return error(404);
    }
    int words = path.get(2).equals("chat") || path.get(2).equals("chatkit") ? 2 : 1;
    if (path.size() < 2 + words) {
      return error(404);
    }
    String collection = String.join("/", path.subList(2, 2 + words));
    List<String> rest = path.subList(2 + words, path.size());
    return switch (rest.size()) {
      case 0 -> root(request, collection);
      case 1 -> one(request, collection, rest.get(0), misbehaviours);
      case 2 -> sub(request, collection, rest.get(0), rest.get(1));
      case 3 -> inner(request, collection, rest.get(0), rest.get(1), rest.get(2), misbehaviours);
      case 4 -> deepest(request, collection, rest);
      default -> error(404);
    };
  }

  private SimulatedResponse root(SimulatedRequest request, String collection) {
    if (request.method().equals("POST")) {
      return create(request, collection);
    }
    if (!request.method().equals("GET")) {
      return error(405);
    }
    return switch (collection) {
      case FILES ->
          list(
              request,
              collection,
              10_000,
              10_000,
              "desc",
              row ->
                  request
                      .param("purpose")
                      .map(purpose -> purpose.equals(row.json.get("purpose")))
                      .orElse(true));
      case COMPLETIONS ->
          list(request, collection, 20, 100, "asc", row -> metadataMatches(request, row));
      case THREADS ->
          list(
              request,
              collection,
              20,
              100,
              "desc",
              row ->
                  request
                      .param("user")
                      .map(user -> user.equals(row.json.get("user")))
                      .orElse(true));
      case STORES, BATCHES -> list(request, collection, 20, 100, "desc", row -> true);
      default -> error(404);
    };
  }

  private static boolean metadataMatches(SimulatedRequest request, Stored row) {
    if (!(row.json.get("metadata") instanceof Map<?, ?> metadata)) {
      return false;
    }
    return request.query().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("metadata[") && entry.getKey().endsWith("]"))
        .allMatch(
            entry -> {
              String key =
                  entry.getKey().substring("metadata[".length(), entry.getKey().length() - 1);
              return entry.getValue().getFirst().equals(metadata.get(key));
            });
  }

  private SimulatedResponse create(SimulatedRequest request, String collection) {
    JsonNode body = body(request);
    if (body == null) {
      return error(400);
    }
    if (collection.equals(CONVERSATIONS)) {
      var metadata = new LinkedHashMap<String, String>();
      body.path("metadata")
          .properties()
          .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asString("")));
      var stored =
          add(CONVERSATIONS, conversation("conv_made" + made, metadata), metadata.get("subject"));
      addItems(stored, body.path("items"));
      return SimulatedResponse.json(200, stored.json);
    }
    if (collection.equals(BATCHES)) {
      var input = find(FILES, body.path("input_file_id").asString(""));
      if (input == null) {
        return error(400);
      }
      String owner = owner(input);
      String output = "file-made" + made;
      file(output, "output.jsonl", "batch_output", "{}\n", owner);
      var json =
          map(
              "id",
              "batch_made" + made,
              "object",
              "batch",
              "endpoint",
              body.path("endpoint").asString("/v1/responses"),
              "completion_window",
              "24h",
              "created_at",
              EPOCH + made,
              "status",
              "completed",
              "input_file_id",
              input.id,
              "output_file_id",
              output,
              "error_file_id",
              null,
              "metadata",
              map());
      return SimulatedResponse.json(200, add(BATCHES, json, null).json);
    }
    return error(404);
  }

  private @Nullable String owner(Stored stored) {
    return byOwner.entrySet().stream()
        .filter(entry -> entry.getValue().contains(stored))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private List<Stored> addItems(Stored conversation, JsonNode items) {
    var added = new ArrayList<Stored>();
    String owner = owner(conversation);
    for (JsonNode item : items) {
      var json = map("id", "msg_made" + made, "type", "message", "status", "completed");
      item.properties().forEach(entry -> json.put(entry.getKey(), entry.getValue()));
      if (item.path("content").isString()) {
        json.put(
            "content",
            List.of(map("type", "input_text", "text", item.path("content").asString(""))));
      }
      json.put("id", "msg_made" + made);
      added.add(add(CONVERSATIONS + "/" + conversation.id + "/items", json, owner));
    }
    return added;
  }

  private static @Nullable JsonNode body(SimulatedRequest request) {
    try {
      JsonNode body = VendorHttp.JSON.readTree(request.body().length == 0 ? "{}" : request.text());
      return body.isObject() ? body : null;
    } catch (JacksonException unreadable) {
      return null;
    }
  }

  private SimulatedResponse one(
      SimulatedRequest request, String collection, String id, Set<Misbehaviour> misbehaviours) {
    var stored = find(collection, id);
    if (stored == null) {
      return notFound(collection, id);
    }
    return switch (request.method()) {
      case "GET" -> SimulatedResponse.json(200, stored.json);
      case "DELETE" -> {
        String type =
            switch (collection) {
              case FILES -> "file";
              case RESPONSES -> "response";
              case CONVERSATIONS -> "conversation.deleted";
              case COMPLETIONS -> "chat.completion.deleted";
              case STORES -> "vector_store.deleted";
              case THREADS -> "chatkit.thread.deleted";
              default -> "";
            };
        if (type.isEmpty()) {
          yield error(405);
        }
        delete(collection, stored, misbehaviours);
        if (collection.equals(FILES)) {
          for (Stored store :
              List.copyOf(collections.getOrDefault(STORES, new LinkedHashMap<>()).values())) {
            String files = STORES + "/" + store.id + "/files";
            var attached = find(files, id);
            if (attached != null) {
              delete(files, attached, misbehaviours);
            }
          }
        } else if (collection.equals(STORES)) {
          String files = STORES + "/" + id + "/files";
          for (Stored file :
              List.copyOf(collections.getOrDefault(files, new LinkedHashMap<>()).values())) {
            delete(files, file, misbehaviours);
          }
        }
        yield SimulatedResponse.json(200, map("id", id, "object", type, "deleted", true));
      }
      default -> error(405);
    };
  }

  private void delete(String collection, Stored stored, Set<Misbehaviour> misbehaviours) {
    if (misbehaviours.contains(Misbehaviour.KEEPS_DATA)) {
      return;
    }
    if (misbehaviours.contains(Misbehaviour.HIDES_FROM_LIST)) {
      stored.state = State.HIDDEN;
      return;
    }
    stored.state = State.GONE;
    if (misbehaviours.contains(Misbehaviour.SEARCH_LAGS)) {
      stored.listedUntil = System.nanoTime() + LAG_NANOS;
    } else {
      collections.getOrDefault(collection, new LinkedHashMap<>()).remove(stored.id);
    }
  }

  private static SimulatedResponse notFound(String collection, String id) {
    String type = "invalid_request_error";
    return switch (collection) {
      case FILES -> error(404, "No such File object: " + id, type, "id", null);
      case CONVERSATIONS ->
          error(404, "Conversation with id '" + id + "' not found.", type, null, null);
      case RESPONSES -> error(404, "Response with id '" + id + "' not found.", type, null, null);
      default -> error(404, "Not found.", type, null, null);
    };
  }

  private SimulatedResponse sub(
      SimulatedRequest request, String collection, String id, String word) {
    var stored = find(collection, id);
    if (stored == null) {
      return notFound(collection, id);
    }
    String route = request.method() + " " + collection + " " + word;
    return switch (route) {
      case "GET files content" ->
          new SimulatedResponse(
              200, Map.of("Content-Type", "application/octet-stream"), stored.content);
      case "GET responses input_items" -> details(request, stored, "desc");
      case "GET chat/completions messages" -> details(request, stored, "asc");
      case "GET chatkit/threads items" -> details(request, stored, "desc");
      case "GET conversations items", "GET vector_stores files" ->
          list(request, collection + "/" + id + "/" + word, 20, 100, "desc", row -> true);
      case "POST conversations items" -> {
        JsonNode body = body(request);
        yield body == null ? error(400) : envelope(addItems(stored, body.path("items")), false);
      }
      default -> error(404);
    };
  }

  private SimulatedResponse inner(
      SimulatedRequest request,
      String collection,
      String parent,
      String word,
      String id,
      Set<Misbehaviour> misbehaviours) {
    boolean items = collection.equals(CONVERSATIONS) && word.equals("items");
    if (!items && !(collection.equals(STORES) && word.equals("files"))) {
      return error(404);
    }
    String inner = collection + "/" + parent + "/" + word;
    var container = find(collection, parent);
    var stored = find(inner, id);
    if (request.method().equals("GET")) {
      return stored == null ? notFound(inner, id) : SimulatedResponse.json(200, stored.json);
    }
    if (!request.method().equals("DELETE")) {
      return error(405);
    }
    if (container == null) {
      return notFound(collection, parent);
    }
    if (stored == null) {
      return notFound(inner, id);
    }
    delete(inner, stored, misbehaviours);
    return SimulatedResponse.json(
        200,
        items
            ? container.json
            : map("id", id, "object", "vector_store.file.deleted", "deleted", true));
  }

  private SimulatedResponse deepest(
      SimulatedRequest request, String collection, List<String> rest) {
    if (!request.method().equals("GET")
        || !collection.equals(STORES)
        || !rest.get(1).equals("files")
        || !rest.get(3).equals("content")) {
      return error(404);
    }
    var stored = find(STORES + "/" + rest.get(0) + "/files", rest.get(2));
    if (stored == null) {
      return notFound(STORES, rest.get(2));
    }
    String text = new String(stored.content, StandardCharsets.UTF_8);
    return SimulatedResponse.json(
        200,
        map(
            "object",
            "vector_store.file_content.page",
            "data",
            List.of(map("type", "text", "text", text)),
            "has_more",
            false,
            "next_page",
            null));
  }

  private SimulatedResponse details(SimulatedRequest request, Stored stored, String order) {
    var rows =
        stored.details.stream()
            .map(json -> new Stored(String.valueOf(json.get("id")), json))
            .toList();
    return page(request, rows, 20, 100, order);
  }

  private SimulatedResponse list(
      SimulatedRequest request,
      String collection,
      int limit,
      int max,
      String order,
      Predicate<Stored> filter) {
    var rows =
        collections.getOrDefault(collection, new LinkedHashMap<>()).values().stream()
            .filter(Stored::listed)
            .filter(filter)
            .toList();
    return page(request, rows, limit, max, order);
  }

  private static SimulatedResponse page(
      SimulatedRequest request, List<Stored> rows, int defaultLimit, int max, String defaultOrder) {
    String order = request.param("order").orElse(defaultOrder);
    String asked = request.param("limit").orElse(String.valueOf(defaultLimit));
    if (!asked.matches("[0-9]{1,6}")
        || Integer.parseInt(asked) > max
        || Integer.parseInt(asked) < 1) {
      return error(400, "Invalid limit.", "invalid_request_error", "limit", "invalid_value");
    }
    if (!order.equals("asc") && !order.equals("desc")) {
      return error(400, "Invalid order.", "invalid_request_error", "order", "invalid_value");
    }
    List<Stored> ordered = order.equals("asc") ? rows : rows.reversed();
    int from = 0;
    var after = request.param("after");
    if (after.isPresent()) {
      int at = ordered.stream().map(row -> row.id).toList().indexOf(after.get());
      if (at < 0) {
        return error(400, "Invalid cursor.", "invalid_request_error", "after", "invalid_value");
      }
      from = at + 1;
    }
    int to = Math.min(ordered.size(), from + Integer.parseInt(asked));
    return envelope(ordered.subList(from, to), to < ordered.size());
  }

  private static SimulatedResponse envelope(List<Stored> rows, boolean more) {
    return SimulatedResponse.json(
        200,
        map(
            "object",
            "list",
            "data",
            rows.stream().map(row -> row.json).toList(),
            "first_id",
            rows.isEmpty() ? null : rows.getFirst().id,
            "last_id",
            rows.isEmpty() ? null : rows.getLast().id,
            "has_more",
            more));
  }

  /** An ordered map that may hold nulls. */
  private static Map<String, Object> map(@Nullable Object... pairs) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return map;
  }
}
