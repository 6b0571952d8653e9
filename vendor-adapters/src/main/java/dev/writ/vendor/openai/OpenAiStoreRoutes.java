package dev.writ.vendor.openai;

import static dev.writ.vendor.openai.OpenAiAnswers.deleted;
import static dev.writ.vendor.openai.OpenAiAnswers.invalid;
import static dev.writ.vendor.openai.OpenAiAnswers.json;
import static dev.writ.vendor.openai.OpenAiAnswers.ok;
import static dev.writ.vendor.openai.OpenAiPaging.NEWEST_FIRST;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Vector stores, their files and their search, and containers with theirs. Search finds the files
 * that hold the query word for word, and knows the filters eq, ne, and, or.
 */
final class OpenAiStoreRoutes {
  static final String STORES = "vector_stores";
  static final String CONTAINERS = "containers";

  private final OpenAiShelves shelves;
  private final OpenAiStock stock;

  OpenAiStoreRoutes(OpenAiShelves shelves, OpenAiStock stock, OpenAiRoutes routes) {
    this.shelves = shelves;
    this.stock = stock;
    routes.post("vector_stores", this::createStore);
    routes.get("vector_stores", this::stores);
    routes.get("vector_stores/{id}", call -> ok(counted(stock.require(STORES, call.id())).json));
    routes.delete("vector_stores/{id}", this::deleteStore);
    routes.post("vector_stores/{id}/search", this::search);
    routes.post("vector_stores/{id}/files", this::attach);
    routes.get("vector_stores/{id}/files", this::attachments);
    routes.get(
        "vector_stores/{id}/files/{file}",
        call -> ok(stock.require(files(call.id()), call.inner()).json));
    routes.get("vector_stores/{id}/files/{file}/content", this::parsed);
    routes.delete(
        "vector_stores/{id}/files/{file}",
        call -> stock.delete(call, files(call.id()), "vector_store.file.deleted"));
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

  private static String files(String store) {
    return STORES + "/" + store + "/files";
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
    return ok(store.json);
  }

  private SimulatedResponse stores(OpenAiCall call) {
    var stores = shelves.listed(STORES);
    stores.forEach(this::counted);
    return NEWEST_FIRST.answer(call.request(), stores);
  }

  private OpenAiStored counted(OpenAiStored store) {
    int files = shelves.readable(files(store.id)).size();
    store.json.withObject("file_counts").put("completed", files).put("total", files);
    return store;
  }

  /** The attachments go, the files stay. */
  private SimulatedResponse deleteStore(OpenAiCall call) {
    var store = stock.require(STORES, call.id());
    shelves.delete(STORES, store, call.misbehaviours());
    shelves.deleteAll(files(store.id), call.misbehaviours());
    return deleted("vector_store.deleted", store.id);
  }

  private SimulatedResponse attach(OpenAiCall call) {
    var store = stock.require(STORES, call.id());
    var body = call.body();
    var file = stock.require(OpenAiFileRoutes.FILES, body.path("file_id").asString(""));
    var attributes = body.path("attributes").isObject() ? body.path("attributes") : json("{}");
    String subject = attributes.path("subject").asString("");
    return ok(
        stock.attach(file, store.id, attributes, subject.isEmpty() ? file.owner : subject).json);
  }

  private SimulatedResponse attachments(OpenAiCall call) {
    var store = stock.require(STORES, call.id());
    var filter = call.request().param("filter");
    return NEWEST_FIRST.answer(
        call.request(),
        shelves.listed(files(store.id)).stream()
            .filter(
                file ->
                    filter.map(f -> f.equals(file.json.path("status").asString(""))).orElse(true))
            .toList());
  }

  private SimulatedResponse parsed(OpenAiCall call) {
    var file = stock.require(files(call.id()), call.inner());
    return ok(
        json(
            """
            {"object":"vector_store.file_content.page","data":[{"type":"text","text":?}],
             "has_more":false,"next_page":null}
            """,
            text(file)));
  }

  private SimulatedResponse search(OpenAiCall call) {
    var store = stock.require(STORES, call.id());
    var body = call.body();
    String query = body.path("query").asString("").toLowerCase(Locale.ROOT);
    if (query.isEmpty()) {
      return invalid("Missing required parameter: 'query'.", "query");
    }
    var found =
        shelves.listed(files(store.id)).stream()
            .filter(file -> text(file).toLowerCase(Locale.ROOT).contains(query))
            .filter(file -> matches(body.path("filters"), file.json.path("attributes")))
            .limit(body.path("max_num_results").asInt(10))
            .map(this::result)
            .toList();
    return ok(
        json(
            """
            {"object":"vector_store.search_results.page","search_query":[?],"data":?,
             "has_more":false,"next_page":null}
            """,
            query,
            found));
  }

  private ObjectNode result(OpenAiStored file) {
    var original = shelves.find(OpenAiFileRoutes.FILES, file.id);
    return json(
        """
        {"file_id":?,"filename":?,"score":1.0,"attributes":?,"content":[{"type":"text","text":?}]}
        """,
        file.id,
        original == null ? "" : original.json.path("filename").asString(""),
        file.json.path("attributes"),
        text(file));
  }

  private static boolean matches(JsonNode filter, JsonNode attributes) {
    if (!filter.isObject()) {
      return true;
    }
    var inner = filter.path("filters").valueStream();
    boolean equal = attributes.path(filter.path("key").asString("")).equals(filter.path("value"));
    return switch (filter.path("type").asString("")) {
      case "and" -> inner.allMatch(one -> matches(one, attributes));
      case "or" -> inner.anyMatch(one -> matches(one, attributes));
      case "eq" -> equal;
      case "ne" -> !equal;
      default -> throw new OpenAiRefusal(invalid("Unknown filter.", "filters"));
    };
  }

  private static String text(OpenAiStored file) {
    return new String(file.content, StandardCharsets.UTF_8);
  }

  private SimulatedResponse createContainer(OpenAiCall call) {
    JsonNode name = call.body().path("name");
    if (!name.isString()) {
      return invalid("Missing required parameter: 'name'.", "name");
    }
    String id = shelves.newId("cntr_");
    return ok(shelves.add(CONTAINERS, OpenAiShapes.container(id, name, shelves.now()), null).json);
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
    shelves.delete(CONTAINERS, container, call.misbehaviours());
    shelves.deleteAll(inside(container.id), call.misbehaviours());
    return deleted("container.deleted", container.id);
  }

  private SimulatedResponse createContainerFile(OpenAiCall call) {
    var container = stock.require(CONTAINERS, call.id());
    var file = call.form().file("file");
    if (file.isEmpty()) {
      return invalid("Missing required parameter: 'file'.", "file");
    }
    var stored =
        shelves.add(
            inside(container.id),
            OpenAiShapes.containerFile(
                shelves.newId("cfile_"),
                container.id,
                "/mnt/data/" + file.get().filename(),
                file.get().content().length,
                shelves.now()),
            container.owner);
    stored.content = file.get().content();
    return ok(stored.json);
  }

  private SimulatedResponse containerFiles(OpenAiCall call) {
    var container = stock.require(CONTAINERS, call.id());
    return NEWEST_FIRST.answer(call.request(), shelves.listed(inside(container.id)));
  }
}
