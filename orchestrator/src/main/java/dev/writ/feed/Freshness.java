package dev.writ.feed;

/** How the ledger stands beside what a vendor's own record tells, for a search that is to come. */
public enum Freshness {
  /** The record was read to its end a short while ago, or since the search began to wait. */
  FRESH,

  /** It is being read, or tried again soon; the search is better for waiting. */
  AWAITED,

  /** It cannot be read, or was waited for long enough; the ledger may lack what it tells. */
  BEHIND
}
