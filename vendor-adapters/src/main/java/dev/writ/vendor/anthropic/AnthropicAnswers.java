package dev.writ.vendor.anthropic;

import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import tools.jackson.databind.JsonNode;

/** How answers are read: 404 is absence, and whatever is undocumented is malformed. */
final class AnthropicAnswers {
  private AnthropicAnswers() {}

  /** A refusal of what was asked, as of an object in the wrong state. */
  static boolean refused(VendorFailure failure) {
    return failure.kind() == Kind.REJECTED && (failure.status() == 400 || failure.status() == 409);
  }

  /** The text of a field; empty when it is missing or no text. */
  static String text(JsonNode json, String field) {
    return json.path(field).asString("");
  }

  /** An id that can stand in a path. */
  static String requiredId(JsonNode json) {
    String id = text(json, "id");
    require(AnthropicKind.isId(id));
    return id;
  }
}
