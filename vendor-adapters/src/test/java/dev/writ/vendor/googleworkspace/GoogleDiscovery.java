package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.googleworkspace.GoogleBench.Exchange;
import dev.writ.vendor.spi.VendorHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Google's discovery documents as a judge of exchanges: the method and its path, every parameter of
 * the query, the scopes, and each field of the bodies of a request and of a good answer.
 */
final class GoogleDiscovery {
  private final List<Method> methods = new ArrayList<>();

  /** One method of one document. */
  private record Method(JsonNode document, JsonNode json, Pattern path) {
    String id() {
      return json.path("id").asString("");
    }
  }

  GoogleDiscovery(Path folder, List<String> names) {
    for (var name : names) {
      var document = document(folder.resolve(name));
      collect(document, document);
    }
  }

  private static JsonNode document(Path file) {
    try {
      return VendorHttp.JSON.readTree(Files.readAllBytes(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void collect(JsonNode document, JsonNode level) {
    for (var method : level.path("methods")) {
      var path = method.path("flatPath").asString(method.path("path").asString(""));
      var full = "/" + document.path("servicePath").asString("") + path;
      methods.add(new Method(document, method, pattern(full)));
    }
    level.path("resources").forEach(resource -> collect(document, resource));
  }

  /** The name of a stored object may hold slashes and colons. */
  private static Pattern pattern(String path) {
    return Pattern.compile(
        path.replace("{object}", "OBJECT")
            .replaceAll("\\{[^}]*}", "[^/:]+")
            .replace("OBJECT", ".+"));
  }

  /** The id of the method that is called, e.g. {@code vault.matters.close}. */
  Optional<String> method(Exchange exchange) {
    return find(exchange).map(Method::id);
  }

  private Optional<Method> find(Exchange exchange) {
    var request = exchange.request();
    return methods.stream()
        .filter(m -> m.json().path("httpMethod").asString("").equals(request.method()))
        .filter(m -> m.path().matcher(request.path()).matches())
        .min((a, b) -> a.path().pattern().length() - b.path().pattern().length());
  }

  /** What the documents say against the exchange; the scopes are those of its token. */
  List<String> objections(Exchange exchange, Set<String> scopes) {
    var found = find(exchange);
    var objections = new ArrayList<String>();
    if (found.isEmpty()) {
      objections.add("no such method");
    } else {
      var method = found.get();
      var allowed =
          StreamSupport.stream(method.json().path("scopes").spliterator(), false)
              .map(scope -> scope.asString(""))
              .toList();
      if (scopes.stream().noneMatch(allowed::contains)) {
        objections.add("none of its scopes");
      }
      query(method, exchange, objections);
      body(method, exchange, objections);
      answer(method, exchange, objections);
    }
    var call = exchange.request().method() + " " + exchange.request().path();
    return objections.stream().map(objection -> call + ": " + objection).toList();
  }

  private static void query(Method method, Exchange exchange, List<String> objections) {
    exchange
        .request()
        .query()
        .forEach(
            (name, values) -> {
              var parameter = method.json().path("parameters").path(name);
              if (parameter.isMissingNode()) {
                parameter = method.document().path("parameters").path(name);
              }
              if (parameter.isMissingNode()
                  || parameter.path("location").asString("").equals("path")) {
                objections.add("no parameter " + name);
              } else {
                values.forEach(value -> value(parameter(method, name), name, value, objections));
              }
            });
  }

  private static JsonNode parameter(Method method, String name) {
    var own = method.json().path("parameters").path(name);
    return own.isMissingNode() ? method.document().path("parameters").path(name) : own;
  }

  private static void value(
      JsonNode parameter, String name, String value, List<String> objections) {
    boolean fits =
        switch (parameter.path("type").asString("")) {
          case "integer" -> value.matches("[0-9]+") && within(parameter, Long.parseLong(value));
          case "boolean" -> value.matches("true|false");
          default -> inEnum(parameter, value);
        };
    if (!fits) {
      objections.add(name + " may not be " + value);
    }
  }

  private static boolean within(JsonNode parameter, long value) {
    return value >= Long.parseLong(parameter.path("minimum").asString("0"))
        && value <= Long.parseLong(parameter.path("maximum").asString("1000000"));
  }

  private static boolean inEnum(JsonNode schema, String value) {
    var words = schema.path("enum");
    return words.isEmpty()
        || StreamSupport.stream(words.spliterator(), false)
            .anyMatch(word -> word.asString("").equals(value));
  }

  private static void body(Method method, Exchange exchange, List<String> objections) {
    var schema = method.json().path("request").path("$ref").asString("");
    var body = exchange.request().body();
    if (schema.isEmpty()) {
      if (body.length > 0) {
        objections.add("a body where none is declared");
      }
    } else {
      fields(
          method.document(), named(method, schema), VendorHttp.JSON.readTree(body), "", objections);
    }
  }

  private static void answer(Method method, Exchange exchange, List<String> objections) {
    var schema = method.json().path("response").path("$ref").asString("");
    var response = exchange.response();
    boolean media = exchange.request().query().containsKey("alt");
    if (response.status() >= 300 || media) {
      return;
    }
    if (schema.isEmpty() != (response.body().length == 0)) {
      objections.add("an answer with a body where none is declared, or without one");
    } else if (!schema.isEmpty()) {
      fields(
          method.document(),
          named(method, schema),
          VendorHttp.JSON.readTree(response.body()),
          "answer",
          objections);
    }
  }

  private static JsonNode named(Method method, String schema) {
    return method.document().path("schemas").path(schema);
  }

  private static void fields(
      JsonNode document, JsonNode schema, JsonNode value, String at, List<String> objections) {
    var ref = schema.path("$ref").asString("");
    if (!ref.isEmpty()) {
      fields(document, document.path("schemas").path(ref), value, at, objections);
      return;
    }
    switch (schema.path("type").asString("any")) {
      case "object" -> {
        if (!value.isObject()) {
          objections.add(at + " is no object");
        }
        value
            .properties()
            .forEach(
                field -> field(document, schema, field.getKey(), field.getValue(), at, objections));
      }
      case "array" -> {
        if (!value.isArray()) {
          objections.add(at + " is no array");
        }
        value.forEach(item -> fields(document, schema.path("items"), item, at + "[]", objections));
      }
      case "string" -> {
        if (!value.isString() || !inEnum(schema, value.asString(""))) {
          objections.add(at + " is no text, or not one of the words");
        }
      }
      case "boolean" -> {
        if (!value.isBoolean()) {
          objections.add(at + " is no boolean");
        }
      }
      case "integer" -> {
        if (!value.isIntegralNumber()) {
          objections.add(at + " is no number");
        }
      }
      default -> {}
    }
  }

  private static void field(
      JsonNode document,
      JsonNode schema,
      String name,
      JsonNode value,
      String at,
      List<String> objections) {
    var known = schema.path("properties").path(name);
    if (!known.isMissingNode()) {
      fields(document, known, value, at + "/" + name, objections);
    } else if (schema.path("additionalProperties").isMissingNode()) {
      objections.add(at + " has no field " + name);
    }
  }
}
