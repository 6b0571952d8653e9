package dev.writ.web;

import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes a good body apart and spoils it in every way its schema forbids, one way at a time. Every
 * text it puts in carries {@link #MARKER}, so that an echo is seen.
 */
final class BadBodies {
  static final String MARKER = "zq7marker";
  private static final JsonNode NOTHING = RunningWrit.JSON.missingNode();
  private final List<BadBody> found = new ArrayList<>();
  private final JsonNode good;

  private BadBodies(JsonNode good) {
    this.good = good;
  }

  /** One spoilt body; {@code maybe} when the schema allows it and only rules may refuse it. */
  record BadBody(String what, String json, boolean maybe) {}

  static List<BadBody> of(Schema<?> schema, JsonNode good) {
    var bodies = new BadBodies(good);
    bodies.object("", schema, good, path -> path);
    bodies.raw();
    return bodies.found;
  }

  /** From the root of a body to the object that holds the property. */
  private interface Step {
    ObjectNode in(ObjectNode root);
  }

  private void object(String place, Schema<?> schema, JsonNode value, Step step) {
    add(place + " with an unknown field", step, (o, n) -> o.put(MARKER, MARKER));
    if (schema.getProperties() == null) {
      return;
    }
    schema
        .getProperties()
        .forEach(
            (name, property) -> {
              var at = place + "." + name;
              var required = schema.getRequired() != null && schema.getRequired().contains(name);
              if (required) {
                add(at + " missing", step, (o, n) -> o.remove(name));
              }
              replace(at + " null", step, name, RunningWrit.JSON.nullNode());
              property(at, property, value.path(name), name, step);
            });
  }

  private void property(String at, Schema<?> schema, JsonNode value, String name, Step step) {
    switch (schema.getType()) {
      case "string" -> text(at, schema, name, step);
      case "integer", "number" -> number(at, schema, name, step);
      case "boolean" ->
          wrong(at, name, step, "5", "0", "\"" + MARKER + "\"", "\"true\"", "{}", "[]", "[true]");
      case "array" -> array(at, schema, value, name, step);
      case "object" -> inner(at, schema, value, name, step);
      default -> throw new IllegalStateException("no bad input for " + schema.getType());
    }
  }

  private void text(String at, Schema<?> schema, String name, Step step) {
    wrong(at, name, step, "5", "-1.5", "true", "{}", "[]", "[\"" + MARKER + "\"]");
    var free = schema.getEnum() == null && schema.getFormat() == null;
    if (!free || (schema.getMinLength() != null && schema.getMinLength() > 0)) {
      put(at + " empty", step, name, "\"\"", false);
    }
    put(at + " half a surrogate pair", step, name, "\"" + MARKER + "\\ud800\"", false);
    put(at + " other half", step, name, "\"\\udc00" + MARKER + "\"", false);
    put(at + " NUL", step, name, "\"" + MARKER + "\\u0000\"", false);
    put(at + " line break", step, name, "\"" + MARKER + "\\n" + MARKER + "\"", false);
    put(at + " DEL", step, name, "\"" + MARKER + "\\u007f\"", false);
    put(at + " blank", step, name, "\" \\u2003 \"", false);
    if (free) {
      put(at + " SQL", step, name, "\"" + MARKER + "'; drop table request; --\"", true);
      put(at + " markup", step, name, "\"<script>" + MARKER + "</script>\"", true);
      put(at + " path", step, name, "\"../../" + MARKER + "\"", true);
    } else {
      put(at + " not one of them", step, name, "\"" + MARKER + "\"", false);
      put(at + " with a blank", step, name, "\" " + MARKER + "\"", false);
    }
    if (schema.getMaxLength() != null) {
      put(at + " too long", step, name, "\"" + "x".repeat(schema.getMaxLength() + 1) + "\"", false);
    }
    put(at + " very long", step, name, "\"" + MARKER.repeat(10_000) + "\"", false);
  }

  private void number(String at, Schema<?> schema, String name, Step step) {
    wrong(at, name, step, "\"5\"", "\"" + MARKER + "\"", "true", "{}", "[]", "[1]", "\"\"");
    put(at + " NaN", step, name, "\"NaN\"", false);
    put(at + " huge", step, name, "1e400", false);
    put(at + " many digits", step, name, "9".repeat(200), false);
    put(at + " past 64 bits", step, name, "9223372036854775808", false);
    put(at + " negative", step, name, "-1", false);
    if (schema.getType().equals("integer")) {
      put(at + " broken", step, name, "1.5", false);
    }
    if (schema.getMaximum() != null) {
      put(at + " past the end", step, name, schema.getMaximum().add(BigDecimal.ONE) + "", false);
      var least = schema.getMinimum();
      put(at + " before the start", step, name, least.subtract(BigDecimal.ONE) + "", false);
    }
  }

  private void array(String at, Schema<?> schema, JsonNode value, String name, Step step) {
    wrong(at, name, step, "5", "\"" + MARKER + "\"", "true", "{}", "[null]", "[[]]", "[5]");
    if (schema.getMinItems() != null) {
      put(at + " empty", step, name, "[]", false);
    }
    var one = value.isEmpty() ? RunningWrit.JSON.readTree("\"" + MARKER + "\"") : value.get(0);
    put(at + " too many", step, name, repeated(one, schema.getMaxItems() + 1), false);
    put(at + " ten thousand and one", step, name, repeated(one, 10_001), false);
    var items = schema.getItems();
    if ("object".equals(items.getType()) && !value.isEmpty()) {
      object(at + "[0]", items, value.get(0), root -> (ObjectNode) step.in(root).get(name).get(0));
    } else if (!"object".equals(items.getType())) {
      put(at + "[0] not one", step, name, "[\"" + MARKER + "\"]", false);
    }
  }

  private void inner(String at, Schema<?> schema, JsonNode value, String name, Step step) {
    wrong(at, name, step, "5", "\"" + MARKER + "\"", "true", "[]", "[{}]", "\"\"");
    if (schema.getAdditionalProperties() instanceof Schema<?>) {
      for (var bad : List.of("5", "true", "null", "{}", "[]", "\"\\ud800\"", "\"\"")) {
        put(at + " holding " + bad, step, name, "{\"" + MARKER + "\":" + bad + "}", false);
      }
      put(at + " unknown name", step, name, "{\"" + MARKER + "\":\"" + MARKER + "\"}", false);
      put(at + " half a pair as name", step, name, "{\"\\ud800\":\"" + MARKER + "\"}", false);
      value
          .propertyNames()
          .forEach(
              key -> {
                put(at + " blank value", step, name, Map.of(key, "  "), false);
                put(at + " long value", step, name, Map.of(key, MARKER.repeat(1_200)), false);
              });
    } else if (value.isObject()) {
      object(at, schema, value, root -> (ObjectNode) step.in(root).get(name));
    }
  }

  private void wrong(String at, String name, Step step, String... values) {
    for (var value : values) {
      put(at + " as " + value, step, name, value, false);
    }
  }

  private void put(String what, Step step, String name, Object value, boolean maybe) {
    // Written by hand where a mapper would refuse or mend it.
    var text = value instanceof String json ? json : RunningWrit.JSON.writeValueAsString(value);
    var placeholder = "\"@@@\"";
    var copy = (ObjectNode) good.deepCopy();
    step.in(copy).put(name, "@@@");
    found.add(new BadBody(what, copy.toString().replace(placeholder, text), maybe));
  }

  private void replace(String what, Step step, String name, JsonNode value) {
    add(what, step, (o, n) -> o.set(name, value));
  }

  private void add(String what, Step step, BiConsumer<ObjectNode, JsonNode> change) {
    var copy = (ObjectNode) good.deepCopy();
    change.accept(step.in(copy), NOTHING);
    found.add(new BadBody(what, copy.toString(), false));
  }

  /** Bodies that are not one good JSON object at all. */
  private void raw() {
    var text = good.toString();
    var first = good.propertyNames().iterator().next();
    for (var bad :
        List.of(
            "",
            " ",
            "null",
            "true",
            "5",
            "\"" + MARKER + "\"",
            "[]",
            "[" + text + "]",
            text + text,
            text + MARKER,
            text.substring(0, text.length() - 1),
            "{" + MARKER + "}",
            "{'" + MARKER + "':1}",
            "{\"" + first + "\":" + good.get(first) + "," + text.substring(1),
            "[".repeat(100_000),
            "{\"a\":".repeat(5_000),
            "\uFEFF{",
            "<xml>" + MARKER + "</xml>")) {
      found.add(new BadBody("raw " + bad.substring(0, Math.min(20, bad.length())), bad, false));
    }
  }

  private static String repeated(JsonNode one, int times) {
    var many = RunningWrit.JSON.createArrayNode();
    for (int i = 0; i < times; i++) {
      many.add(one);
    }
    return many.toString();
  }
}
