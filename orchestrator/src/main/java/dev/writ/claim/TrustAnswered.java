package dev.writ.claim;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a question is answered today.
 *
 * @param expired whether there was an answer whose time is over; it is UNKNOWN then
 * @param from the claim, drill, rehearsal or officer it comes from; empty when from nowhere
 * @param expiresOn the last day it counts
 */
record TrustAnswered(
    TrustQuestion question,
    Answer answer,
    boolean expired,
    ClaimEvidence evidence,
    String from,
    String because,
    @Nullable LocalDate expiresOn) {

  /** What is said to a question. */
  enum Answer {
    YES,
    NO,
    UNKNOWN
  }

  static TrustAnswered unknown(TrustQuestion question) {
    return new TrustAnswered(
        question, Answer.UNKNOWN, false, ClaimEvidence.NONE, "", "nothing is known", null);
  }

  /** The same, unknown from the day after its last. */
  TrustAnswered today(LocalDate today) {
    return expiresOn == null || !expiresOn.isBefore(today)
        ? this
        : new TrustAnswered(question, Answer.UNKNOWN, true, evidence, from, because, expiresOn);
  }

  boolean yes() {
    return answer == Answer.YES;
  }

  /** Whether something speaks against it, and not only nothing for it. */
  boolean spoiled() {
    return expired || answer == Answer.NO;
  }
}
