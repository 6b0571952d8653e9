package dev.writ.request;

import dev.writ.vendor.spi.Identifier;
import org.jspecify.annotations.Nullable;

/** One identifier as it lies sealed with the request. */
record SubjectIdentifierLine(Identifier.Type type, String value, @Nullable String vendor) {
  @Override
  public String toString() {
    return type + ":***";
  }
}
