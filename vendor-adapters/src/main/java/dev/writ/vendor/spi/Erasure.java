package dev.writ.vendor.spi;

/** The vendor's answer to an erase: a claim, never an observation. */
public sealed interface Erasure {

  /** The vendor says the object is erased. */
  record Claimed() implements Erasure {}

  /** The object was not there. */
  record AlreadyAbsent() implements Erasure {}

  /** No API erases this object; {@code reason} is fit for an officer and holds no personal data. */
  record Impossible(String reason) implements Erasure {}
}
