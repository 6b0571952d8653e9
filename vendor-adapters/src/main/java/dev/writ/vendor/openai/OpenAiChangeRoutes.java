package dev.writ.vendor.openai;

import static dev.writ.vendor.openai.OpenAiAnswers.invalid;
import static dev.writ.vendor.openai.OpenAiAnswers.ok;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What an app changes of an object that is there: its metadata, attributes or name. */
final class OpenAiChangeRoutes {
  private final OpenAiStock stock;

  OpenAiChangeRoutes(OpenAiStock stock, OpenAiRoutes routes) {
    this.stock = stock;
    routes.post("conversations/{id}", call -> required(call, OpenAiTalkRoutes.CONVERSATIONS));
    routes.post("chat/completions/{id}", call -> required(call, OpenAiTalkRoutes.COMPLETIONS));
    routes.post("vector_stores/{id}", call -> any(call, OpenAiStoreRoutes.STORES));
    routes.post("evals/{id}", call -> any(call, OpenAiWorkRoutes.EVALS));
    routes.post("vector_stores/{id}/files/{file}", this::attributes);
  }

  private SimulatedResponse required(OpenAiCall call, String collection) {
    var stored = stock.require(collection, call.id());
    var body = call.body();
    if (!body.has("metadata")) {
      return invalid("Missing required parameter: 'metadata'.", "metadata");
    }
    return ok(changed(stored, body, List.of("metadata")).json);
  }

  private SimulatedResponse any(OpenAiCall call, String collection) {
    return ok(
        changed(
                stock.require(collection, call.id()),
                call.body(),
                List.of("name", "metadata", "expires_after"))
            .json);
  }

  private static OpenAiStored changed(OpenAiStored stored, JsonNode body, List<String> fields) {
    for (String field : fields) {
      if (body.has(field)) {
        stored.json.set(field, body.path(field));
      }
    }
    return stored;
  }

  private SimulatedResponse attributes(OpenAiCall call) {
    var file = stock.require(OpenAiStoreRoutes.files(call.id()), call.inner());
    var body = call.body();
    if (!body.has("attributes")) {
      return invalid("Missing required parameter: 'attributes'.", "attributes");
    }
    return ok(changed(file, body, List.of("attributes")).json);
  }
}
