package dev.writ.hold;

/** What sort of hold it is. */
enum HoldSort {
  /** A matter in which the data may be evidence; somebody reviews it by a day. */
  LEGAL_HOLD,
  /** The law lets the data be kept, on a ground; the person is told. */
  EXEMPTION,
  /**
   * PIPEDA section 8(8): what a refused request was about is kept until the person has exhausted
   * recourse. Reaches the person's data wherever its erasure is asked for, and the refused
   * request's own key.
   */
  KEEP_UNTIL_RECOURSE
}
