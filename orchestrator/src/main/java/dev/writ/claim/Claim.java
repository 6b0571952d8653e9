package dev.writ.claim;

import dev.writ.vendor.spi.Promise;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was entered of one promise at one connection. Of NONE there is no value, statement, source
 * or date.
 *
 * @param countedFrom of a contract's retention, where it says so
 * @param expiresOn the last day it counts
 * @param at when it was entered; null before the first time
 */
record Claim(
    Promise promise,
    long version,
    ClaimEvidence evidence,
    @Nullable String value,
    @Nullable CountedFrom countedFrom,
    @Nullable String statement,
    @Nullable String source,
    @Nullable LocalDate statedOn,
    @Nullable LocalDate expiresOn,
    @Nullable Instant at,
    String actor) {

  /** Of which nothing was ever entered. */
  static Claim unknown(Promise promise) {
    return none(promise, 0, "SYSTEM");
  }

  static Claim none(Promise promise, long version, String actor) {
    return new Claim(
        promise, version, ClaimEvidence.NONE, null, null, null, null, null, null, null, actor);
  }

  /** Whether it is how long data is kept by what the company was told itself, as in a contract. */
  boolean contractual() {
    return promise == Promise.RETENTION && evidence == ClaimEvidence.ATTESTED;
  }

  boolean expired(LocalDate today) {
    return expiresOn != null && expiresOn.isBefore(today);
  }

  /** Whether it can be relied upon today. */
  boolean counts(LocalDate today) {
    return evidence != ClaimEvidence.NONE && !expired(today);
  }
}
