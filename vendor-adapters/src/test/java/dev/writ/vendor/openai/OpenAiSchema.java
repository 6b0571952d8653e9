package dev.writ.vendor.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The part of JSON Schema that OpenAI's document uses for its answers: references, unions (of which
 * one branch must fit, or more), types, enumerations, required, known and additional properties,
 * items, and bounds of numbers. Formats, patterns and lengths are not looked at.
 */
record OpenAiSchema(JsonNode document) {

  /** The first thing wrong with the value, by its place; empty when it fits. */
  Optional<String> objection(JsonNode schema, JsonNode value, String place) {
    if (schema.has("$ref")) {
      return objection(document.at(schema.path("$ref").asString().substring(1)), value, place);
    }
    if (value.isNull() && schema.path("nullable").asBoolean(false)) {
      return Optional.empty();
    }
    for (JsonNode part : schema.path("allOf")) {
      var objection = objection(part, value, place);
      if (objection.isPresent()) {
        return objection;
      }
    }
    return union(schema.path("anyOf"), value, place)
        .or(() -> union(schema.path("oneOf"), value, place))
        .or(() -> own(schema, value, place));
  }

  private Optional<String> union(JsonNode branches, JsonNode value, String place) {
    var objections = new ArrayList<String>();
    for (JsonNode branch : branches) {
      var objection = objection(branch, value, place);
      if (objection.isEmpty()) {
        return Optional.empty();
      }
      objections.add(objection.get());
    }
    return objections.isEmpty()
        ? Optional.empty()
        : Optional.of(place + " fits no branch: " + objections);
  }

  private Optional<String> own(JsonNode schema, JsonNode value, String place) {
    var types = new ArrayList<String>();
    schema.path("type").forEach(type -> types.add(type.asString()));
    if (schema.path("type").isString()) {
      types.add(schema.path("type").asString());
    }
    if (!types.isEmpty() && types.stream().noneMatch(type -> is(type, value))) {
      return Optional.of(place + " is no " + types);
    }
    if (schema.has("enum") && schema.path("enum").valueStream().noneMatch(value::equals)) {
      return Optional.of(place + " is none of " + schema.path("enum"));
    }
    if (schema.has("const") && !schema.path("const").equals(value)) {
      return Optional.of(place + " is not " + schema.path("const"));
    }
    if (value.isNumber()
        && (value.asDouble() < schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY)
            || value.asDouble() > schema.path("maximum").asDouble(Double.POSITIVE_INFINITY))) {
      return Optional.of(place + " is out of bounds");
    }
    return value.isObject() ? object(schema, value, place) : items(schema, value, place);
  }

  private static boolean is(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isString();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      case "number" -> value.isNumber();
      case "integer" -> value.isIntegralNumber();
      default -> throw new IllegalArgumentException("a type the document does not use: " + type);
    };
  }

  private Optional<String> object(JsonNode schema, JsonNode value, String place) {
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asString())) {
        return Optional.of(place + "/" + name.asString() + " is missing");
      }
    }
    JsonNode more = schema.path("additionalProperties");
    for (var property : value.properties()) {
      String at = place + "/" + property.getKey();
      JsonNode known = schema.path("properties").path(property.getKey());
      if (known.isMissingNode() && more.isBoolean() && !more.asBoolean()) {
        return Optional.of(at + " is unknown");
      }
      var objection = objection(known.isMissingNode() ? more : known, property.getValue(), at);
      if (objection.isPresent()) {
        return objection;
      }
    }
    return Optional.empty();
  }

  private Optional<String> items(JsonNode schema, JsonNode value, String place) {
    var objections = new ArrayList<String>();
    if (value.isArray() && schema.has("items")) {
      List<JsonNode> values = value.valueStream().toList();
      for (int i = 0; i < values.size() && objections.isEmpty(); i++) {
        objection(schema.path("items"), values.get(i), place + "/" + i).ifPresent(objections::add);
      }
    }
    return objections.stream().findFirst();
  }
}
