package dev.writ.claim;

/** By which evidence a claim stands; the best first. */
enum ClaimEvidence {
  /** A check of this service has seen it to be so. */
  MEASURED,
  /** Somebody has vouched for it to the company: a contract, a report. */
  ATTESTED,
  /** The vendor says so to everybody. */
  DOCUMENTED,
  NONE
}
