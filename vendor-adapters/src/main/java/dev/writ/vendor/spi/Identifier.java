package dev.writ.vendor.spi;

import java.util.Objects;

/** One identifier of a subject; {@code toString} never shows the value. */
public record Identifier(Type type, String value) {

  /** Kinds of identifiers a request may carry. */
  public enum Type {
    EMAIL,
    PHONE,
    CUSTOMER_ID,
    VENDOR_USER_ID,
    EXTERNAL_ID
  }

  public Identifier {
    Objects.requireNonNull(type);
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return type + ":***";
  }
}
