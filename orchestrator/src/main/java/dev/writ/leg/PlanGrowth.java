package dev.writ.leg;

import java.util.UUID;

/** Who must say that what was found beyond an approved plan is erased too. */
public interface PlanGrowth {
  /**
   * Whether nobody must, as nobody had to approve the plan: judged by the request's policy and by
   * all that its legs hold now, in the caller's transaction.
   */
  boolean needsNobody(UUID request);

  /**
   * Whether all that the request's legs hold now is past the blast-radius guard: two people must
   * say so then, whatever the policy.
   */
  boolean guarded(UUID request);
}
