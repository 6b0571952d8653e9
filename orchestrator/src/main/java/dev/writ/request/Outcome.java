package dev.writ.request;

/** How a request ended; the record, the API and the letters have the same names. */
public enum Outcome {
  FULFILLED,
  /** Something stays, or is gone by the word of the vendor alone. */
  FULFILLED_WITH_EXCEPTIONS,
  NOTHING_FOUND,
  REFUSED
}
