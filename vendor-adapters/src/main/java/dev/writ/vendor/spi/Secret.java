package dev.writ.vendor.spi;

/** A credential; {@code toString} is {@code ***}. */
public record Secret(String reveal) {
  @Override
  public String toString() {
    return "***";
  }
}
