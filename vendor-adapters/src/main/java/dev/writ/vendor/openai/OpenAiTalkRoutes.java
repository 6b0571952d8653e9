package dev.writ.vendor.openai;

import static dev.writ.vendor.openai.OpenAiAnswers.deleted;
import static dev.writ.vendor.openai.OpenAiAnswers.invalid;
import static dev.writ.vendor.openai.OpenAiAnswers.json;
import static dev.writ.vendor.openai.OpenAiAnswers.ok;
import static dev.writ.vendor.openai.OpenAiPaging.BETA;
import static dev.writ.vendor.openai.OpenAiPaging.NEWEST_FIRST;
import static dev.writ.vendor.openai.OpenAiPaging.OLDEST_FIRST;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Responses, conversations, stored chat completions and ChatKit. The model always says the same.
 * Items of a deleted conversation stay readable by id and are no longer listed, on which the
 * documents are silent. A ChatKit session makes no thread: the visitor's browser does.
 */
final class OpenAiTalkRoutes {
  static final String RESPONSES = "responses";
  static final String CONVERSATIONS = "conversations";
  static final String COMPLETIONS = "chat/completions";
  static final String THREADS = "chatkit/threads";

  /** Of a response, what it repeats of its request. */
  private static final List<String> ASKED =
      List.of(
          "model", "instructions", "user", "safety_identifier", "prompt_cache_key", "background");

  private static final String SESSIONS = "chatkit/sessions";

  private final OpenAiShelves shelves;
  private final OpenAiStock stock;

  OpenAiTalkRoutes(OpenAiShelves shelves, OpenAiStock stock, OpenAiRoutes routes) {
    this.shelves = shelves;
    this.stock = stock;
    routes.post("responses", this::createResponse);
    routes.get("responses/{id}", this::readResponse);
    routes.get(
        "responses/{id}/input_items", call -> within(call, RESPONSES, "input_items", NEWEST_FIRST));
    routes.post("responses/input_tokens", this::countTokens);
    routes.post("responses/{id}/cancel", this::cancelResponse);
    routes.delete("responses/{id}", call -> delete(call, RESPONSES, "response", "input_items"));
    routes.post("conversations", this::createConversation);
    routes.get("conversations/{id}", call -> ok(stock.require(CONVERSATIONS, call.id()).json));
    routes.delete(
        "conversations/{id}", call -> stock.delete(call, CONVERSATIONS, "conversation.deleted"));
    routes.post("conversations/{id}/items", this::createItems);
    routes.get(
        "conversations/{id}/items", call -> within(call, CONVERSATIONS, "items", NEWEST_FIRST));
    routes.get(
        "conversations/{id}/items/{item}",
        call -> ok(stock.require(items(call.id()), call.inner()).json));
    routes.delete("conversations/{id}/items/{item}", this::deleteItem);
    routes.post("chat/completions", this::createCompletion);
    routes.get("chat/completions", this::completions);
    routes.get("chat/completions/{id}", call -> ok(stock.require(COMPLETIONS, call.id()).json));
    routes.get(
        "chat/completions/{id}/messages",
        call -> within(call, COMPLETIONS, "messages", OLDEST_FIRST));
    routes.delete(
        "chat/completions/{id}",
        call -> delete(call, COMPLETIONS, "chat.completion.deleted", "messages"));
    routes.post("chatkit/sessions", this::createSession);
    routes.post("chatkit/sessions/{id}/cancel", this::cancelSession);
    routes.get("chatkit/threads", this::threads);
    routes.get("chatkit/threads/{id}", call -> ok(stock.require(THREADS, call.id()).json));
    routes.get("chatkit/threads/{id}/items", call -> within(call, THREADS, "items", BETA));
    routes.delete(
        "chatkit/threads/{id}", call -> delete(call, THREADS, "chatkit.thread.deleted", "items"));
  }

  private SimulatedResponse createResponse(OpenAiCall call) {
    var body = call.body();
    JsonNode previous = body.path("previous_response_id");
    if (previous.isString() && shelves.find(RESPONSES, previous.asString("")) == null) {
      return invalid(
          "Previous response not found.", "previous_response_id", "previous_response_not_found");
    }
    var conversation = conversation(body.path("conversation"));
    boolean store = body.path("store").asBoolean(true);
    var output =
        OpenAiTalkShapes.message(
            shelves.newId("msg_out_"), "assistant", OpenAiTalkShapes.outputText());
    String id = shelves.newId("resp_");
    var json =
        OpenAiTalkShapes.response(
            id,
            output,
            previous.isString() ? previous : null,
            conversation == null ? null : json("{\"id\":?}", conversation.id),
            store,
            OpenAiStock.metadata(body),
            shelves.now());
    ASKED.forEach(
        field -> {
          if (body.has(field)) {
            json.set(field, body.path(field));
          }
        });
    var inputs = messages(body.path("input"));
    if (store) {
      shelves.add(RESPONSES, json, OpenAiStock.owner(body, null));
      inputs.forEach(item -> shelves.add(RESPONSES + "/" + id + "/input_items", item, null));
    }
    if (conversation != null) {
      inputs.forEach(item -> shelves.add(items(conversation.id), item, conversation.owner));
      shelves.add(items(conversation.id), output, conversation.owner);
    }
    return body.path("stream").asBoolean(false) ? OpenAiStreams.response(json) : ok(json);
  }

  /** As a stream comes only what was made in the background. */
  private SimulatedResponse readResponse(OpenAiCall call) {
    var response = stock.require(RESPONSES, call.id()).json;
    if (!call.request().param("stream").map("true"::equals).orElse(false)) {
      return ok(response);
    }
    return response.path("background").asBoolean(false)
        ? OpenAiStreams.response(response)
        : invalid(
            "This response cannot be streamed because it was not created with background=true.",
            "stream");
  }

  private SimulatedResponse countTokens(OpenAiCall call) {
    call.body();
    return ok(json("{\"object\":\"response.input_tokens\",\"input_tokens\":9}"));
  }

  /** Only what runs in the background can be cancelled, and here nothing still does. */
  private SimulatedResponse cancelResponse(OpenAiCall call) {
    var response = stock.require(RESPONSES, call.id());
    return response.json.path("background").asBoolean(false)
        ? ok(response.json)
        : invalid("Cannot cancel a synchronous response.", null);
  }

  /** The conversation a response is to join, by id or as an object with one. */
  private @Nullable OpenAiStored conversation(JsonNode named) {
    String id = named.isObject() ? named.path("id").asString("") : named.asString("");
    return id.isEmpty() ? null : stock.require(CONVERSATIONS, id);
  }

  private SimulatedResponse createConversation(OpenAiCall call) {
    var body = call.body();
    String id = shelves.newId("conv_");
    var made =
        shelves.add(
            CONVERSATIONS,
            OpenAiTalkShapes.conversation(id, OpenAiStock.metadata(body), shelves.now()),
            OpenAiStock.owner(body, null));
    messages(body.path("items")).forEach(item -> shelves.add(items(id), item, made.owner));
    return ok(made.json);
  }

  private SimulatedResponse createItems(OpenAiCall call) {
    var conversation = stock.require(CONVERSATIONS, call.id());
    var made = new ArrayList<OpenAiStored>();
    for (var item : messages(call.body().path("items"))) {
      made.add(shelves.add(items(conversation.id), item, conversation.owner));
    }
    return NEWEST_FIRST.envelope(made, false);
  }

  /** Input as text, or as messages whose content is text or parts; each gets an id of its own. */
  private List<ObjectNode> messages(JsonNode input) {
    var messages = new ArrayList<ObjectNode>();
    if (input.isString()) {
      messages.add(
          OpenAiTalkShapes.message(
              shelves.newId("msg_0_"), "user", OpenAiTalkShapes.inputText(input.asString(""))));
    }
    for (JsonNode item : input.isArray() ? input : List.<JsonNode>of()) {
      JsonNode content = item.path("content");
      messages.add(
          OpenAiTalkShapes.message(
              shelves.newId("msg_" + messages.size() + "_"),
              item.path("role").asString("user"),
              content.isString() ? OpenAiTalkShapes.inputText(content.asString("")) : content));
    }
    return messages;
  }

  private SimulatedResponse deleteItem(OpenAiCall call) {
    var conversation = stock.require(CONVERSATIONS, call.id());
    stock.delete(call, items(conversation.id), "");
    return ok(conversation.json);
  }

  private static String items(String conversation) {
    return CONVERSATIONS + "/" + conversation + "/items";
  }

  private SimulatedResponse createCompletion(OpenAiCall call) {
    var body = call.body();
    if (!body.path("model").isString()) {
      return invalid("you must provide a model parameter", null);
    }
    if (!body.path("messages").isArray()) {
      return invalid("Missing required parameter: 'messages'.", "messages");
    }
    String id = shelves.newId("chatcmpl-");
    var json = OpenAiTalkShapes.completion(id, OpenAiStock.metadata(body), shelves.now());
    json.set("model", body.path("model"));
    if (body.path("store").asBoolean(false)) {
      shelves.add(COMPLETIONS, json, OpenAiStock.owner(body, null));
      int at = 0;
      for (JsonNode message : body.path("messages")) {
        shelves.add(
            COMPLETIONS + "/" + id + "/messages",
            OpenAiTalkShapes.completionMessage(
                id + "-" + at++, message.path("role"), message.path("content")),
            null);
      }
    }
    return body.path("stream").asBoolean(false) ? OpenAiStreams.completion(json) : ok(json);
  }

  private SimulatedResponse completions(OpenAiCall call) {
    var model = call.request().param("model");
    return OLDEST_FIRST.answer(
        call.request(),
        OpenAiStock.byMetadata(call.request(), shelves.listed(COMPLETIONS)).stream()
            .filter(
                row -> model.map(m -> m.equals(row.json.path("model").asString(""))).orElse(true))
            .toList());
  }

  private SimulatedResponse createSession(OpenAiCall call) {
    var body = call.body();
    JsonNode workflow = body.path("workflow").path("id");
    if (!workflow.isString() || !body.path("user").isString()) {
      return invalid("Missing required parameter.", workflow.isString() ? "user" : "workflow");
    }
    String id = shelves.newId("cksess_");
    return ok(
        shelves.add(
                SESSIONS,
                OpenAiTalkShapes.session(id, body.path("user"), workflow, shelves.now()),
                null)
            .json);
  }

  private SimulatedResponse cancelSession(OpenAiCall call) {
    return ok(stock.require(SESSIONS, call.id()).json.put("status", "cancelled"));
  }

  private SimulatedResponse threads(OpenAiCall call) {
    var user = call.request().param("user");
    return BETA.answer(
        call.request(),
        shelves.listed(THREADS).stream()
            .filter(row -> user.map(u -> u.equals(row.json.path("user").asString(""))).orElse(true))
            .toList());
  }

  private SimulatedResponse within(
      OpenAiCall call, String collection, String word, OpenAiPaging paging) {
    stock.require(collection, call.id());
    return paging.answer(call.request(), shelves.listed(collection + "/" + call.id() + "/" + word));
  }

  /** Deletes an object with the rows that are only a part of it. */
  private SimulatedResponse delete(
      OpenAiCall call, String collection, String object, String parts) {
    var stored = stock.require(collection, call.id());
    shelves.delete(stored, call.misbehaviours());
    if (!stored.readable()) {
      shelves.deleteAll(collection + "/" + stored.id + "/" + parts, call.misbehaviours());
    }
    return deleted(object, stored.id);
  }
}
