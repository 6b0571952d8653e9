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
  /** No API does it, and there is nothing that a human could do. */
  IMPOSSIBLE,
  /** Whoever was asked to do it by hand says that it could not be done. */
  REFUSED,
  /** The person alone could do it, and says no. */
  REFUSED_BY_PERSON,
  /** The person says that it was read out there: it is with the person, and not with us. */
  FETCHED_BY_PERSON,
  /** It is kept from erasure. */
  HELD,
  /** It was found beyond the plan, and whoever looked at it says that it is not the person's. */
  LEFT
}
