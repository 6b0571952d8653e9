package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.SimulatedCall.deleted;
import static dev.writ.vendor.anthropic.SimulatedCall.json;
import static dev.writ.vendor.anthropic.SimulatedCall.ok;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Memory stores with memories and their append-only versions. The current version of a living
 * memory cannot be redacted, nor, because the documents are silent, one that has been. A call
 * without the beta header finds nothing here.
 */
final class SimulatedMemory {
  static final String STORES = "memory_stores";

  private static final List<String> BETAS =
      List.of("agent-memory-2026-07-22", "managed-agents-2026-04-01");
  private static final int MOST = 100;
  private static final int MOST_IN_FULL = 20;

  private final SimulatedShelves shelves;

  SimulatedMemory(SimulatedShelves shelves, SimulatedRoutes routes) {
    this.shelves = shelves;
    on(routes, "GET memory_stores", this::listStores);
    on(routes, "POST memory_stores", this::createStore);
    on(routes, "GET memory_stores/*", call -> ok(shelves.require(STORES, call.id()).json));
    on(routes, "POST memory_stores/*", this::updateStore);
    on(routes, "DELETE memory_stores/*", this::deleteStore);
    on(routes, "POST memory_stores/*/archive", this::archiveStore);
    on(routes, "GET memory_stores/*/memories", this::listMemories);
    on(routes, "POST memory_stores/*/memories", this::createMemory);
    on(routes, "GET memory_stores/*/memories/*", call -> shown(call, "full", memory(call).json));
    on(routes, "POST memory_stores/*/memories/*", this::updateMemory);
    on(routes, "DELETE memory_stores/*/memories/*", this::deleteMemory);
    on(routes, "GET memory_stores/*/memory_versions", this::listVersions);
    on(
        routes,
        "GET memory_stores/*/memory_versions/*",
        call -> shown(call, "full", version(call).json));
    on(routes, "POST memory_stores/*/memory_versions/*/redact", this::redact);
  }

  private static void on(
      SimulatedRoutes routes, String line, Function<SimulatedCall, SimulatedResponse> answer) {
    routes.on(
        line,
        call -> {
          if (BETAS.stream().noneMatch(call::beta)) {
            throw SimulatedRefusal.notFound("routes", STORES);
          }
          return answer.apply(call);
        });
  }

  private static String memories(String store) {
    return STORES + "/" + store + "/memories";
  }

  private static String versions(String store) {
    return STORES + "/" + store + "/memory_versions";
  }

  SimulatedThing addStore(
      String id, String name, Map<String, String> metadata, @Nullable String owner) {
    String now = shelves.now().toString();
    return shelves.add(
        STORES,
        json(
            "{\"id\":?,\"type\":\"memory_store\",\"name\":?,\"description\":\"\",\"metadata\":?,"
                + "\"created_at\":?,\"updated_at\":?,\"archived_at\":null}",
            id,
            name,
            metadata,
            now,
            now),
        owner);
  }

  SimulatedThing addMemory(
      String store, String id, String path, String content, @Nullable String owner) {
    var memory =
        shelves.add(
            memories(store),
            json(
                "{\"id\":?,\"type\":\"memory\",\"memory_store_id\":?,\"created_at\":?}",
                id,
                store,
                shelves.now().toString()),
            owner);
    write(store, memory, path, content, "created");
    return memory;
  }

  void write(String store, SimulatedThing memory, String path, String content, String operation) {
    memory.json.put("path", path);
    memory.json.put("content", content);
    memory.json.put("content_sha256", sha256(content));
    memory.json.put("content_size_bytes", content.getBytes(StandardCharsets.UTF_8).length);
    memory.json.put("updated_at", shelves.now().toString());
    memory.json.put("memory_version_id", addVersion(store, memory, operation).id);
  }

  private SimulatedThing addVersion(String store, SimulatedThing memory, String operation) {
    var version =
        json(
            "{\"id\":?,\"type\":\"memory_version\",\"memory_id\":?,\"memory_store_id\":?,"
                + "\"operation\":?,\"created_at\":?,\"created_by\":{\"type\":\"api_actor\","
                + "\"api_key_id\":\"apikey_sandbox\"},\"redacted_at\":null,\"redacted_by\":null}",
            shelves.newId("memver_"),
            memory.id,
            store,
            operation,
            shelves.now().toString());
    boolean deleted = operation.equals("deleted");
    version.set("path", memory.json.path("path"));
    for (String field : List.of("content", "content_sha256", "content_size_bytes")) {
      if (deleted) {
        version.putNull(field);
      } else {
        version.set(field, memory.json.path(field));
      }
    }
    return shelves.add(versions(store), version, memory.owner);
  }

  private static String sha256(String content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJreHasIt) {
      throw new IllegalStateException(everyJreHasIt);
    }
  }

  /** Memories of this owner that are readable, or were and left a version that still is. */
  long held(String owner) {
    var held = new HashSet<String>();
    for (String shelf : shelves.names()) {
      if (shelf.endsWith("/memories") || shelf.endsWith("/memory_versions")) {
        String field = shelf.endsWith("/memories") ? "id" : "memory_id";
        for (var thing : shelves.readable(shelf)) {
          if (owner.equals(thing.owner) && !thing.json.path("redacted_at").isString()) {
            held.add(thing.json.path(field).asString(""));
          }
        }
      }
    }
    return held.size();
  }

  private SimulatedThing memory(SimulatedCall call) {
    return shelves.require(memories(call.id()), call.inner());
  }

  private SimulatedThing version(SimulatedCall call) {
    return shelves.require(versions(call.id()), call.inner());
  }

  private SimulatedResponse listStores(SimulatedCall call) {
    boolean archived = call.param("include_archived").equals("true");
    var rows =
        shelves.listed(STORES).stream()
            .filter(row -> archived || row.path("archived_at").isNull())
            .toList();
    return SimulatedLists.pages(call, MOST, SimulatedFilters.created(call, "created_at", rows));
  }

  private SimulatedResponse createStore(SimulatedCall call) {
    var store = addStore(shelves.newId("memstore_"), call.required("name"), Map.of(), null);
    return ok(changed(store.json, call));
  }

  private SimulatedResponse updateStore(SimulatedCall call) {
    var store = open(call);
    store.json.put("updated_at", shelves.now().toString());
    return ok(changed(store.json, call));
  }

  private static ObjectNode changed(ObjectNode store, SimulatedCall call) {
    for (String field : List.of("name", "description", "metadata")) {
      if (call.body().has(field)) {
        store.set(field, call.body().path(field));
      }
    }
    return store;
  }

  /** An archived store takes no more writes; what is in it can be read and erased. */
  private SimulatedThing open(SimulatedCall call) {
    var store = shelves.require(STORES, call.id());
    if (!store.json.path("archived_at").isNull()) {
      throw SimulatedRefusal.invalid("Memory store is archived.");
    }
    return store;
  }

  private SimulatedResponse deleteStore(SimulatedCall call) {
    var store = shelves.require(STORES, call.id());
    shelves.delete(store, STORES + "/" + store.id, call.misbehaviours());
    return deleted("memory_store", store.id);
  }

  private SimulatedResponse archiveStore(SimulatedCall call) {
    var store = shelves.require(STORES, call.id());
    store.json.put("archived_at", shelves.now().toString());
    return ok(store.json);
  }

  private SimulatedResponse listMemories(SimulatedCall call) {
    var prefix = call.param("path_prefix");
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw SimulatedRefusal.invalid("path_prefix: must end with /");
    }
    var depth = call.request().param("depth").orElse("0");
    if (!List.of("0", "1").contains(depth)) {
      throw SimulatedRefusal.invalid("depth: Input should be 0 or 1");
    }
    var below =
        shelves.listed(memories(shelves.require(STORES, call.id()).id)).stream()
            .filter(row -> row.path("path").asString("").startsWith(prefix))
            .toList();
    return inView(call, depth.equals("1") ? children(prefix, below) : below);
  }

  /** What lies deeper is told by one marker for each folder, which has no id. */
  private static List<ObjectNode> children(String prefix, List<ObjectNode> memories) {
    var children = new LinkedHashMap<String, ObjectNode>();
    int from = Math.max(1, prefix.length());
    for (var memory : memories) {
      var path = memory.path("path").asString("");
      int slash = path.indexOf('/', from);
      if (slash < 0) {
        children.put(path, memory);
      } else {
        var folder = path.substring(0, slash + 1);
        children.putIfAbsent(folder, json("{\"type\":\"memory_prefix\",\"path\":?}", folder));
      }
    }
    return List.copyOf(children.values());
  }

  private SimulatedResponse listVersions(SimulatedCall call) {
    var rows = shelves.listed(versions(shelves.require(STORES, call.id()).id));
    rows = SimulatedFilters.among(call, "memory_id", "/memory_id", rows);
    rows = SimulatedFilters.among(call, "operation", "/operation", rows);
    for (String author : List.of("api_key_id", "session_id", "service_account_id")) {
      rows = SimulatedFilters.among(call, author, "/created_by/" + author, rows);
    }
    return inView(call, SimulatedFilters.created(call, "created_at", rows));
  }

  /** Content is shown in the full view alone, whose pages are shorter. */
  private static SimulatedResponse inView(SimulatedCall call, List<ObjectNode> rows) {
    if (call.param("view").equals("full")) {
      return SimulatedLists.pages(call, MOST_IN_FULL, rows);
    }
    return SimulatedLists.pages(
        call,
        MOST,
        rows.stream().map(ObjectNode::deepCopy).map(SimulatedMemory::withoutContent).toList());
  }

  /** In the view that is asked for: reads show the content unless told otherwise, writes do not. */
  private static SimulatedResponse shown(SimulatedCall call, String usual, ObjectNode json) {
    var view = call.request().param("view").orElse(usual);
    return ok(view.equals("full") ? json : withoutContent(json.deepCopy()));
  }

  private static ObjectNode withoutContent(ObjectNode row) {
    return row.has("content") ? row.putNull("content") : row;
  }

  private SimulatedResponse createMemory(SimulatedCall call) {
    String store = open(call).id;
    var memory =
        addMemory(
            store,
            shelves.newId("mem_"),
            call.required("path"),
            call.body().path("content").asString(""),
            null);
    return shown(call, "basic", memory.json);
  }

  private SimulatedResponse updateMemory(SimulatedCall call) {
    open(call);
    var memory = memory(call);
    write(
        call.id(),
        memory,
        call.body().path("path").asString(memory.json.path("path").asString("")),
        call.body().path("content").asString(memory.json.path("content").asString("")),
        "modified");
    return shown(call, "basic", memory.json);
  }

  private SimulatedResponse deleteMemory(SimulatedCall call) {
    var memory = memory(call);
    shelves.delete(memory, call.misbehaviours());
    addVersion(call.id(), memory, "deleted"); // the record is no lie: it was asked for
    return deleted("memory", memory.id);
  }

  private SimulatedResponse redact(SimulatedCall call) {
    var version = version(call);
    boolean current =
        shelves.readable(memories(call.id())).stream()
            .anyMatch(memory -> memory.is("memory_version_id", version.id));
    if ((current && !call.lies()) || version.json.path("redacted_at").isString()) {
      throw SimulatedRefusal.invalid("The version cannot be redacted.");
    }
    String now = shelves.now().toString();
    shelves.change(version, json -> redact(json, now), call.misbehaviours());
    return ok(redact(version.json.deepCopy(), now));
  }

  private static ObjectNode redact(ObjectNode version, String now) {
    for (String field : List.of("content", "content_sha256", "content_size_bytes", "path")) {
      version.putNull(field);
    }
    return version.put("redacted_at", now);
  }
}
