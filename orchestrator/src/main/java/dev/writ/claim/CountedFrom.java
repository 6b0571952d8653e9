package dev.writ.claim;

/** From when on the days of a contract's retention count. */
enum CountedFrom {
  /** Data was deleted. Most contracts speak of that; it ends nothing that nobody has deleted. */
  DELETION,
  /** Data was used for the last time: it has an end of its own, whether or not it is deleted. */
  LAST_USE
}
