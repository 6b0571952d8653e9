package dev.writ.request;

import dev.writ.vendor.spi.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * One identifier as it lies sealed with the request; {@code toString} never shows the value.
 *
 * @param vendor for which alone it is meant, or null
 */
public record SubjectIdentifierLine(Identifier.Type type, String value, @Nullable String vendor) {
  @Override
  public String toString() {
    return type + ":***";
  }
}
