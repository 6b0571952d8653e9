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

  /**
   * Whether an app that wrote this text wrote the identifier: an address in any letters, with
   * blanks around it or not; anything else as it stands.
   */
  public boolean isWritten(String text) {
    return type == Type.EMAIL ? value.strip().equalsIgnoreCase(text.strip()) : value.equals(text);
  }

  @Override
  public String toString() {
    return type + ":***";
  }
}
