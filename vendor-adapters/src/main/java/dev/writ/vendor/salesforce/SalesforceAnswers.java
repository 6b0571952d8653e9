package dev.writ.vendor.salesforce;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import tools.jackson.databind.JsonNode;

/** How answers are read: 404 is absence, and whatever is undocumented is malformed. */
final class SalesforceAnswers {
  private SalesforceAnswers() {}

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
