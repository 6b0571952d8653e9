package dev.writ.leg;

/** What became of an object, and by whose word it is so. */
public enum Fate {
  /** A look has shown that it is gone. */
  SEEN_GONE,
  /** Whoever saw to it says that it is erased. */
  ATTESTED,
  /** The person whose data it was says so. */
  ATTESTED_BY_PERSON,
  /** Whoever looked for it says that nothing is there. */
  NOTHING_THERE,
  /** The person whose data it would be says so. */
  NOTHING_THERE_BY_PERSON,
  /** The vendor says that it is erased, and nobody else does. */
  CLAIMED,
  /** Neither an API nor a human erased it. */
  IMPOSSIBLE,
  /** It is kept from erasure. */
  HELD
}
