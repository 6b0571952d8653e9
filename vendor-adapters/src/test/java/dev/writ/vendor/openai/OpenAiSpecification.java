package dev.writ.vendor.openai;

import dev.writ.vendor.openai.OpenAiSimulatorServer.Exchange;
import dev.writ.vendor.spi.VendorHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * OpenAI's published specification as a judge of exchanges: the method, the path, the query
 * parameters, a JSON body, and the status and body of the answer.
 *
 * <p>Why not {@code openapi-request-validator-core} 3.0.0: it refuses the document because of its
 * extensions {@code x-oai-…}, whose names OpenAPI 3.1 reserves. Cut down to the paths we use it
 * loads, in nine seconds, but took a hundred more for the exchanges here on a busy machine with two
 * cores, because of the large unions. Run once in that form, it had the same objections as this
 * class and no other.
 */
final class OpenAiSpecification {
  private final JsonNode document;
  private final OpenAiSchema schemas;

  OpenAiSpecification(Path file) {
    try {
      this.document = VendorHttp.JSON.readTree(Files.readAllBytes(file));
      this.schemas = new OpenAiSchema(document);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What the specification says against the exchange. */
  List<String> objections(Exchange exchange) {
    var objections = new ArrayList<String>();
    var operation = operation(exchange);
    if (operation.isEmpty()) {
      objections.add("no such route");
    } else {
      query(operation.get(), exchange, objections);
      body(operation.get(), exchange).ifPresent(objections::add);
      answer(operation.get(), exchange).ifPresent(objections::add);
    }
    var request = exchange.request();
    return objections.stream()
        .map(objection -> request.method() + " " + request.path() + ": " + objection)
        .toList();
  }

  /** The most literal path that fits wins, as OpenAPI wants it. */
  private Optional<JsonNode> operation(Exchange exchange) {
    var request = exchange.request();
    return document.path("paths").properties().stream()
        .filter(entry -> !entry.getKey().contains("?"))
        .filter(
            entry ->
                request.path().matches("/v1" + entry.getKey().replaceAll("\\{[^}]*}", "[^/]+")))
        .min(
            Comparator.comparingLong(entry -> entry.getKey().chars().filter(c -> c == '{').count()))
        .map(entry -> entry.getValue().path(request.method().toLowerCase(Locale.ROOT)))
        .filter(JsonNode::isObject);
  }

  /** A name in brackets is a key of an object or an item of an array. */
  private void query(JsonNode operation, Exchange exchange, List<String> objections) {
    exchange
        .request()
        .query()
        .forEach(
            (name, values) -> {
              String plain = name.replaceFirst("\\[.*]$", "");
              var parameter =
                  operation
                      .path("parameters")
                      .valueStream()
                      .filter(p -> p.path("in").asString("").equals("query"))
                      .filter(p -> p.path("name").asString("").equals(plain))
                      .findFirst();
              if (parameter.isEmpty()) {
                objections.add("no query parameter " + plain);
              } else if (plain.equals(name)) {
                var schema = parameter.get().path("schema");
                schemas
                    .objection(schema, typed(schema, values.getFirst()), "?" + name)
                    .ifPresent(objections::add);
              }
            });
  }

  private static JsonNode typed(JsonNode schema, String value) {
    try {
      return schema.path("type").asString("").equals("integer")
          ? VendorHttp.JSON.readTree(value)
          : VendorHttp.JSON.valueToTree(value);
    } catch (JacksonException word) {
      return VendorHttp.JSON.valueToTree(value);
    }
  }

  /** A form is not looked at; the official client's tests show that it is understood. */
  private Optional<String> body(JsonNode operation, Exchange exchange) {
    var request = exchange.request();
    var schema =
        operation.path("requestBody").path("content").path("application/json").path("schema");
    if (request.body().length == 0
        || request.headers().getOrDefault("content-type", "").startsWith("multipart")) {
      return Optional.empty();
    }
    return schema.isMissingNode()
        ? Optional.of("a body where none is known")
        : schemas.objection(schema, VendorHttp.JSON.readTree(request.body()), "body ");
  }

  /** Of the errors only 429 is declared throughout: all have the one envelope. */
  private Optional<String> answer(JsonNode operation, Exchange exchange) {
    var answer = exchange.response();
    if (answer.status() >= 400) {
      return schemas.objection(
          document.at("/components/schemas/ErrorResponse"),
          VendorHttp.JSON.readTree(answer.body()),
          "error ");
    }
    var declared = operation.path("responses").path(String.valueOf(answer.status()));
    if (!declared.isObject()) {
      return Optional.of("no status " + answer.status());
    }
    var type = answer.headers().getOrDefault("Content-Type", "");
    var form = declared.path("content").path(type).path("schema").path("format").asString("");
    if (type.equals("application/octet-stream") || form.equals("binary")) {
      return Optional.empty(); // the bytes of a file
    }
    var schema = declared.path("content").path("application/json").path("schema");
    return schema.isMissingNode()
        ? Optional.of("a body where none is declared")
        : schemas.objection(schema, VendorHttp.JSON.readTree(answer.body()), "answer ");
  }
}
