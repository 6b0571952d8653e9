package dev.writ.vendor.spi;

/** What a read by id observed. */
public enum Presence {
  PRESENT,
  ABSENT
}
