package dev.writ.vendor.openai;

import static dev.writ.vendor.openai.OpenAiAnswers.deleted;
import static dev.writ.vendor.openai.OpenAiAnswers.invalid;
import static dev.writ.vendor.openai.OpenAiAnswers.json;
import static dev.writ.vendor.openai.OpenAiAnswers.ok;
import static dev.writ.vendor.openai.OpenAiPaging.NEWEST_FIRST;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Vector stores, their files, batches of those and their search, and containers with theirs. Search
 * finds the files that hold a query word for word.
 */
final class OpenAiStoreRoutes {
  static final String STORES = "vector_stores";
  static final String CONTAINERS = "containers";

  private static final Set<String> STATUSES =
      Set.of("in_progress", "completed", "failed", "cancelled");

  /** As the specification's example has it. */
  private static final long IDLE_MINUTES = 20;

  private final OpenAiShelves shelves;
  private final OpenAiStock stock;

  OpenAiStoreRoutes(OpenAiShelves shelves, OpenAiStock stock, OpenAiRoutes routes) {
    this.shelves = shelves;
    this.stock = stock;
    routes.post("vector_stores", this::createStore);
    routes.get("vector_stores", this::stores);
    routes.get("vector_stores/{id}", call -> ok(counted(stock.require(STORES, call.id())).json));
    routes.delete("vector_stores/{id}", this::deleteStore);
    var search = new OpenAiStoreSearch(shelves, stock);
    routes.post("vector_stores/{id}/search", search::answer);
    routes.post("vector_stores/{id}/files", this::attach);
    routes.get("vector_stores/{id}/files", this::attachments);
    routes.get(
        "vector_stores/{id}/files/{file}",
        call -> ok(stock.require(files(call.id()), call.inner()).json));
    routes.get("vector_stores/{id}/files/{file}/content", this::parsed);
    routes.delete(
        "vector_stores/{id}/files/{file}",
        call -> stock.delete(call, files(call.id()), "vector_store.file.deleted"));
    routes.post("vector_stores/{id}/file_batches", this::attachMany);
    routes.get(
        "vector_stores/{id}/file_batches/{batch}",
        call -> ok(stock.require(batches(call.id()), call.inner()).json));
    routes.get("vector_stores/{id}/file_batches/{batch}/files", this::batchFiles);
    routes.post("vector_stores/{id}/file_batches/{batch}/cancel", this::cancelBatch);
    routes.post("containers", this::createContainer);
    routes.get("containers", this::containers);
    routes.get("containers/{id}", call -> ok(stock.require(CONTAINERS, call.id()).json));
    routes.delete("containers/{id}", this::deleteContainer);
    routes.post("containers/{id}/files", this::createContainerFile);
    routes.get("containers/{id}/files", this::containerFiles);
    routes.get(
        "containers/{id}/files/{file}",
        call -> ok(stock.require(inside(call.id()), call.inner()).json));
    routes.get(
        "containers/{id}/files/{file}/content",
        call -> stock.content(inside(call.id()), call.inner()));
    routes.delete(
        "containers/{id}/files/{file}",
        call -> stock.delete(call, inside(call.id()), "container.file.deleted"));
  }

  static String files(String store) {
    return STORES + "/" + store + "/files";
  }

  private static String batches(String store) {
    return STORES + "/" + store + "/file_batches";
  }

  private static String inside(String container) {
    return CONTAINERS + "/" + container + "/files";
  }

  private SimulatedResponse createStore(OpenAiCall call) {
    var body = call.body();
    var attached = new ArrayList<OpenAiStored>();
    for (JsonNode file : body.path("file_ids")) {
      attached.add(stock.require(OpenAiFileRoutes.FILES, file.asString("")));
    }
    String id = shelves.newId("vs_");
    var store =
        shelves.add(
            STORES,
            OpenAiShapes.vectorStore(
                id,
                body.path("name").asString(""),
                OpenAiStock.metadata(body),
                attached.size(),
                shelves.now()),
            OpenAiStock.owner(body, null));
    attached.forEach(file -> stock.attach(file, id, json("{}"), file.owner));
    if (body.has("expires_after")) {
      store.json.set("expires_after", body.path("expires_after"));
    }
    return ok(counted(store).json);
  }

  private SimulatedResponse stores(OpenAiCall call) {
    var stores = shelves.listed(STORES);
    stores.forEach(this::counted);
    return NEWEST_FIRST.answer(call.request(), stores);
  }

  private OpenAiStored counted(OpenAiStored store) {
    int files = shelves.readable(files(store.id)).size();
    store.json.withObject("file_counts").put("completed", files).put("total", files);
    expire(store);
    return store;
  }

  /** A store with a policy counts its days from its making here, and stays listed as expired. */
  private void expire(OpenAiStored store) {
    int days = store.json.path("expires_after").path("days").asInt(0);
    if (days > 0) {
      var end = store.madeAt.plus(Duration.ofDays(days));
      store.json.put("last_active_at", store.madeAt.getEpochSecond());
      store.json.put("expires_at", end.getEpochSecond());
      store.json.put("status", shelves.over(end) ? "expired" : "completed");
    }
  }

  /** The attachments go, the files stay. */
  private SimulatedResponse deleteStore(OpenAiCall call) {
    var store = stock.require(STORES, call.id());
    shelves.delete(store, call.misbehaviours());
    shelves.deleteAll(files(store.id), call.misbehaviours());
    return deleted("vector_store.deleted", store.id);
  }

  private SimulatedResponse attach(OpenAiCall call) {
    var store = stock.require(STORES, call.id());
    var body = call.body();
    var file = stock.require(OpenAiFileRoutes.FILES, body.path("file_id").asString(""));
    var attributes = body.path("attributes").isObject() ? body.path("attributes") : json("{}");
    return ok(stock.attach(file, store.id, attributes, subject(attributes, file)).json);
  }

  private static @Nullable String subject(JsonNode attributes, OpenAiStored file) {
    String subject = attributes.path("subject").asString("");
    return subject.isEmpty() ? file.owner : subject;
  }

  /** Ids with attributes for all, or files with attributes of their own; done at once. */
  private SimulatedResponse attachMany(OpenAiCall call) {
    var store = stock.require(STORES, call.id());
    var body = call.body();
    var common = body.path("attributes").isObject() ? body.path("attributes") : json("{}");
    var attached = new LinkedHashMap<OpenAiStored, JsonNode>();
    for (JsonNode id : body.path("file_ids")) {
      attached.put(stock.require(OpenAiFileRoutes.FILES, id.asString("")), common);
    }
    for (JsonNode file : body.path("files")) {
      attached.put(
          stock.require(OpenAiFileRoutes.FILES, file.path("file_id").asString("")),
          file.path("attributes").isObject() ? file.path("attributes") : json("{}"));
    }
    if (attached.isEmpty()) {
      return invalid("Missing required parameter: 'file_ids'.", "file_ids");
    }
    String id = shelves.newId("vsfb_");
    var batch =
        shelves.add(
            batches(store.id),
            OpenAiShapes.fileBatch(id, store.id, attached.size(), shelves.now()),
            null);
    attached.forEach(
        (file, attributes) ->
            stock.attach(file, store.id, attributes, subject(attributes, file)).batch = id);
    return ok(batch.json);
  }

  private SimulatedResponse batchFiles(OpenAiCall call) {
    var batch = stock.require(batches(call.id()), call.inner());
    return NEWEST_FIRST.answer(
        call.request(),
        OpenAiStock.byWord(
            call.request(),
            "filter",
            "status",
            STATUSES,
            shelves.listed(files(call.id())).stream()
                .filter(file -> batch.id.equals(file.batch))
                .toList()));
  }

  private SimulatedResponse cancelBatch(OpenAiCall call) {
    stock.require(batches(call.id()), call.inner());
    return invalid("Cannot cancel a batch that has ended.", null);
  }

  private SimulatedResponse attachments(OpenAiCall call) {
    var store = stock.require(STORES, call.id());
    return NEWEST_FIRST.answer(
        call.request(),
        OpenAiStock.byWord(
            call.request(), "filter", "status", STATUSES, shelves.listed(files(store.id))));
  }

  private SimulatedResponse parsed(OpenAiCall call) {
    var file = stock.require(files(call.id()), call.inner());
    return ok(
        json(
            """
            {"object":"vector_store.file_content.page","data":[{"type":"text","text":?}],
             "has_more":false,"next_page":null}
            """,
            OpenAiStoreSearch.text(file)));
  }

  private SimulatedResponse createContainer(OpenAiCall call) {
    JsonNode name = call.body().path("name");
    if (!name.isString()) {
      return invalid("Missing required parameter: 'name'.", "name");
    }
    long minutes = call.body().path("expires_after").path("minutes").asLong(IDLE_MINUTES);
    return ok(container(shelves, shelves.newId("cntr_"), name, minutes, null).json);
  }

  /** It ends after so many idle minutes, and nothing in the sandbox keeps it busy. */
  static OpenAiStored container(
      OpenAiShelves shelves, String id, Object name, long minutes, @Nullable String owner) {
    var active = shelves.present();
    var json = OpenAiShapes.container(id, name, shelves.now(), active, minutes);
    var container = shelves.add(CONTAINERS, json, owner);
    container.endsAt = active.plus(Duration.ofMinutes(minutes));
    return container;
  }

  private SimulatedResponse containers(OpenAiCall call) {
    var name = call.request().param("name");
    return NEWEST_FIRST.answer(
        call.request(),
        shelves.listed(CONTAINERS).stream()
            .filter(row -> name.map(n -> n.equals(row.json.path("name").asString(""))).orElse(true))
            .toList());
  }

  private SimulatedResponse deleteContainer(OpenAiCall call) {
    var container = stock.require(CONTAINERS, call.id());
    shelves.delete(container, call.misbehaviours());
    shelves.deleteAll(inside(container.id), call.misbehaviours());
    return deleted("container.deleted", container.id);
  }

  /** Of content that comes along, or of a file that is there. */
  private SimulatedResponse createContainerFile(OpenAiCall call) {
    var container = stock.require(CONTAINERS, call.id());
    boolean form =
        call.request().headers().getOrDefault("content-type", "").startsWith("multipart/");
    if (!form) {
      var known = call.body().path("file_id").asString("");
      if (known.isEmpty()) {
        return invalid("Missing required parameter: 'file_id'.", "file_id");
      }
      var file = stock.require(OpenAiFileRoutes.FILES, known);
      return inContainer(container, file.json.path("filename").asString(""), file.content);
    }
    var file = call.form().file("file");
    return file.isEmpty()
        ? invalid("Missing required parameter: 'file'.", "file")
        : inContainer(container, file.get().filename(), file.get().content());
  }

  private SimulatedResponse inContainer(OpenAiStored container, String name, byte[] content) {
    var stored =
        shelves.add(
            inside(container.id),
            OpenAiShapes.containerFile(
                shelves.newId("cfile_"),
                container.id,
                "/mnt/data/" + name,
                content.length,
                shelves.now()),
            container.owner);
    stored.endsAt = container.endsAt;
    stored.content = content;
    return ok(stored.json);
  }

  private SimulatedResponse containerFiles(OpenAiCall call) {
    var container = stock.require(CONTAINERS, call.id());
    return NEWEST_FIRST.answer(call.request(), shelves.listed(inside(container.id)));
  }
}
