package dev.writ.vendor.anthropic;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How answers are read: 404 is absence, and whatever is undocumented is malformed. */
final class AnthropicAnswers {
  private AnthropicAnswers() {}

  /** Runs a call; 404 is empty. */
  static <T> Optional<T> unlessGone(Supplier<@Nullable T> call) {
    try {
      return Optional.of(answered(call.get()));
    } catch (VendorFailure failure) {
      if (failure.kind() == Kind.REJECTED && failure.status() == 404) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /** A refusal of what was asked, as of an object in the wrong state. */
  static boolean refused(VendorFailure failure) {
    return failure.kind() == Kind.REJECTED && (failure.status() == 400 || failure.status() == 409);
  }

  static <T> T answered(@Nullable T answer) {
    if (answer == null) {
      throw malformed();
    }
    return answer;
  }

  static void require(boolean documented) {
    if (!documented) {
      throw malformed();
    }
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

  static VendorFailure malformed() {
    return new VendorFailure(Kind.MALFORMED_RESPONSE, 200);
  }
}
