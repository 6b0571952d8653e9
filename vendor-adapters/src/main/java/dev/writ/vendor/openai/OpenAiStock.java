package dev.writ.vendor.openai;

import static dev.writ.vendor.openai.OpenAiAnswers.deleted;
import static dev.writ.vendor.openai.OpenAiAnswers.invalid;
import static dev.writ.vendor.openai.OpenAiAnswers.notFound;

import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What several groups of routes do with the shelves. */
final class OpenAiStock {
  private final OpenAiShelves shelves;

  OpenAiStock(OpenAiShelves shelves) {
    this.shelves = shelves;
  }

  /** The object, or this vendor's 404. */
  OpenAiStored require(String collection, String id) {
    var stored = shelves.find(collection, id);
    if (stored == null) {
      throw new OpenAiRefusal(notFound(collection, id));
    }
    return stored;
  }

  SimulatedResponse content(String collection, String id) {
    return new SimulatedResponse(
        200, Map.of("Content-Type", "application/octet-stream"), require(collection, id).content);
  }

  SimulatedResponse delete(OpenAiCall call, String collection, String object) {
    shelves.delete(require(collection, call.ids().getLast()), call.misbehaviours());
    return deleted(object, call.ids().getLast());
  }

  OpenAiStored file(
      String id, String filename, String purpose, byte[] content, @Nullable String owner) {
    var file =
        shelves.add(
            OpenAiFileRoutes.FILES,
            OpenAiShapes.file(id, filename, purpose, content.length, shelves.now()),
            owner);
    file.content = content;
    return file;
  }

  /** Attaches a file with its content. */
  OpenAiStored attach(OpenAiStored file, String store, Object attributes, @Nullable String owner) {
    var attached =
        shelves.add(
            OpenAiStoreRoutes.STORES + "/" + store + "/files",
            OpenAiShapes.attachment(file.id, store, attributes, file.content.length, shelves.now()),
            owner);
    attached.content = file.content;
    return attached;
  }

  static Object metadata(JsonNode body) {
    return body.path("metadata").isObject() ? body.path("metadata") : Map.of();
  }

  /** Whose the created object is: the value of the metadata key subject, or another's. */
  static @Nullable String owner(JsonNode body, @Nullable String other) {
    String subject = body.path("metadata").path("subject").asString("");
    return subject.isEmpty() ? other : subject;
  }

  /** Rows whose field is what the parameter asks for, which is one of these words. */
  static List<OpenAiStored> byWord(
      SimulatedRequest request,
      String parameter,
      String field,
      Set<String> words,
      List<OpenAiStored> rows) {
    var wanted = request.param(parameter).orElse("");
    if (wanted.isEmpty()) {
      return rows;
    }
    if (!words.contains(wanted)) {
      throw new OpenAiRefusal(
          invalid("Invalid value for '" + parameter + "'.", parameter, "invalid_value"));
    }
    return rows.stream().filter(row -> wanted.equals(row.json.path(field).asString(""))).toList();
  }

  /** Rows whose metadata holds every {@code metadata[key]=value} of the query. */
  static List<OpenAiStored> byMetadata(SimulatedRequest request, List<OpenAiStored> rows) {
    return rows.stream()
        .filter(
            row ->
                request.query().entrySet().stream()
                    .filter(entry -> entry.getKey().matches("metadata\\[.*]"))
                    .allMatch(
                        entry ->
                            row.json
                                .path("metadata")
                                .path(entry.getKey().substring(9, entry.getKey().length() - 1))
                                .asString("")
                                .equals(entry.getValue().getFirst())))
        .toList();
  }
}
