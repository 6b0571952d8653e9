package dev.writ.vendor.openai;

import static dev.writ.vendor.openai.OpenAiAnswers.invalid;
import static dev.writ.vendor.openai.OpenAiAnswers.json;
import static dev.writ.vendor.openai.OpenAiAnswers.ok;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The search of a vector store: files that hold one of the queries word for word. */
final class OpenAiStoreSearch {
  private static final int USUAL = 10;
  private static final int MOST = 50;

  private final OpenAiShelves shelves;
  private final OpenAiStock stock;

  OpenAiStoreSearch(OpenAiShelves shelves, OpenAiStock stock) {
    this.shelves = shelves;
    this.stock = stock;
  }

  SimulatedResponse answer(OpenAiCall call) {
    var store = stock.require(OpenAiStoreRoutes.STORES, call.id());
    var body = call.body();
    var queries = queries(body.path("query"));
    if (queries.isEmpty()) {
      return invalid("Missing required parameter: 'query'.", "query");
    }
    int most = body.path("max_num_results").asInt(USUAL);
    if (most < 1 || most > MOST) {
      return invalid("Invalid max_num_results.", "max_num_results", "invalid_value");
    }
    var found =
        shelves.listed(OpenAiStoreRoutes.files(store.id)).stream()
            .filter(file -> queries.stream().anyMatch(query -> holds(file, query)))
            .filter(file -> matches(body.path("filters"), file.json.path("attributes")))
            .limit(most)
            .map(this::result)
            .toList();
    return ok(
        json(
            """
            {"object":"vector_store.search_results.page","search_query":?,"data":?,
             "has_more":false,"next_page":null}
            """,
            queries,
            found));
  }

  /** One query, or a list of them. */
  private static List<String> queries(JsonNode query) {
    var queries = new ArrayList<String>();
    for (JsonNode one : query.isArray() ? query : List.of(query)) {
      if (!one.asString("").isEmpty()) {
        queries.add(one.asString(""));
      }
    }
    return queries;
  }

  private static boolean holds(OpenAiStored file, String query) {
    return text(file).toLowerCase(Locale.ROOT).contains(query.toLowerCase(Locale.ROOT));
  }

  static String text(OpenAiStored file) {
    return new String(file.content, StandardCharsets.UTF_8);
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
    var held = attributes.path(filter.path("key").asString(""));
    var value = filter.path("value");
    return switch (filter.path("type").asString("")) {
      case "and" -> inner.allMatch(one -> matches(one, attributes));
      case "or" -> inner.anyMatch(one -> matches(one, attributes));
      case "eq" -> same(held, value);
      case "ne" -> !same(held, value);
      case "gt" -> numbers(held, value) && held.asDouble(0) > value.asDouble(0);
      case "gte" -> numbers(held, value) && held.asDouble(0) >= value.asDouble(0);
      case "lt" -> numbers(held, value) && held.asDouble(0) < value.asDouble(0);
      case "lte" -> numbers(held, value) && held.asDouble(0) <= value.asDouble(0);
      case "in" -> value.valueStream().anyMatch(one -> same(held, one));
      case "nin" -> value.valueStream().noneMatch(one -> same(held, one));
      default -> throw new OpenAiRefusal(invalid("Unknown filter.", "filters"));
    };
  }

  private static boolean same(JsonNode held, JsonNode value) {
    return numbers(held, value) ? held.asDouble(0) == value.asDouble(0) : held.equals(value);
  }

  private static boolean numbers(JsonNode held, JsonNode value) {
    return held.isNumber() && value.isNumber();
  }
}
