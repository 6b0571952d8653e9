package dev.writ.vendor.claudeenterprise;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How answers are read: 404 is absence, and whatever is undocumented is malformed. */
final class ComplianceAnswers {
  private ComplianceAnswers() {}

  /** Runs a call; 404 is empty. */
  static <T> Optional<T> unlessGone(Supplier<@Nullable T> call) {
    try {
      var answer = call.get();
      require(answer != null);
      return Optional.ofNullable(answer);
    } catch (VendorFailure failure) {
      if (failure.kind() == Kind.REJECTED && failure.status() == 404) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /** An id of the answer that may go into a path. */
  static String id(JsonNode row, String field) {
    var id = text(row, field);
    require(ComplianceKind.isId(id));
    return id;
  }

  /** The text of a field, empty when it is missing, null or something else. */
  static String text(JsonNode row, String field) {
    return row.path(field).asString("");
  }

  static void require(boolean documented) {
    if (!documented) {
      throw new VendorFailure(Kind.MALFORMED_RESPONSE, 200);
    }
  }
}
