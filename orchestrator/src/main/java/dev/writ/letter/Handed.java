package dev.writ.letter;

/** What came of handing a letter over; the words hold no personal data. */
sealed interface Handed {
  /** It was taken. */
  record Taken() implements Handed {}

  /** It was certainly not taken, and may be tried again. */
  record Deferred(String words) implements Handed {}

  /** It was refused for good. */
  record Rejected(String words) implements Handed {}

  /** It may have been taken. */
  record Unknown(String words) implements Handed {}
}
