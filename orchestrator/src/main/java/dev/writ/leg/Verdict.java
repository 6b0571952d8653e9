package dev.writ.leg;

/** How well an erasure is proved; the record and the API have the same names. */
public enum Verdict {
  /** The vendor says that all is erased. */
  CLAIMED,
  /** A human vouches for it. */
  ATTESTED,
  /** A look has shown nothing. */
  OBSERVED_ABSENT,
  /** A later look has shown nothing either. */
  RECHECKED,
  /** Nobody can erase all of it, or look whether it is gone. */
  UNVERIFIABLE
}
