package dev.writ.vendor.claudeenterprise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.spi.VendorHttp;
import tools.jackson.databind.JsonNode;

/**
 * An answer as the documents show it, written down by hand from the reference and not from the
 * simulator: every field of it must be there, with a value of the same type.
 */
record RecordedExample(String json) {

  void assertMatchedBy(JsonNode answer) {
    match("", VendorHttp.JSON.readTree(json), answer);
  }

  private static void match(String at, JsonNode example, JsonNode answer) {
    if (example.isObject()) {
      assertThat(answer.isObject()).as("%s is an object", at).isTrue();
      for (var field : example.properties()) {
        assertThat(answer.has(field.getKey())).as("%s/%s is there", at, field.getKey()).isTrue();
        match(at + "/" + field.getKey(), field.getValue(), answer.path(field.getKey()));
      }
    } else if (example.isArray()) {
      assertThat(answer.isArray()).as("%s is an array", at).isTrue();
      if (!example.isEmpty()) {
        assertThat(answer.isEmpty()).as("%s has rows", at).isFalse();
        answer.forEach(row -> match(at + "[]", example.path(0), row));
      }
    } else if (!example.isNull() && !answer.isNull()) {
      assertThat(answer.getNodeType()).as("type of %s", at).isEqualTo(example.getNodeType());
    }
  }
}
