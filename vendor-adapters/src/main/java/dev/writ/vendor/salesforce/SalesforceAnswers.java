package dev.writ.vendor.salesforce;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How answers are read: 404 is absence, and whatever is undocumented is malformed. */
final class SalesforceAnswers {
  private SalesforceAnswers() {}

  /** Runs a call; 404 is empty. */
  static <T> Optional<T> gone(Supplier<@Nullable T> call) {
    try {
      return Optional.of(answered(call.get()));
    } catch (VendorFailure failure) {
      if (failure.kind() == Kind.REJECTED && failure.status() == 404) {
        return Optional.empty();
      }
      throw failure;
    }
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

  static VendorFailure malformed() {
    return new VendorFailure(Kind.MALFORMED_RESPONSE, 200);
  }

  /** A documented no, inside an answer of 200. */
  static VendorFailure refused() {
    return new VendorFailure(Kind.REJECTED, 200);
  }

  /** A known kind, or a REJECTED failure. */
  static SalesforceKind kind(VendorObject object) {
    return SalesforceKind.of(object.kind()).orElseThrow(SalesforceAnswers::unknown);
  }

  /** An id of its kind, or a REJECTED failure. */
  static String id(VendorObject object) {
    if (!wellFormed(object)) {
      throw unknown();
    }
    return object.id();
  }

  static boolean wellFormed(VendorObject object) {
    return kind(object).fits(object.id())
        && (object.parent().isEmpty() || SalesforceKind.INDIVIDUAL.fits(object.parent()));
  }

  static VendorFailure unknown() {
    return new VendorFailure(Kind.REJECTED, 0);
  }

  static String line(JsonNode json) {
    return VendorHttp.JSON.writeValueAsString(json);
  }
}
