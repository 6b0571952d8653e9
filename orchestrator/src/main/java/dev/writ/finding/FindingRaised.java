package dev.writ.finding;

import java.util.Optional;
import java.util.UUID;

/**
 * A finding was raised, or one that is not resolved was raised again graver. Published inside the
 * transaction: what a listener writes is committed with it or not at all.
 */
public record FindingRaised(
    UUID finding,
    String code,
    Severity severity,
    Optional<UUID> connection,
    Optional<UUID> request,
    Optional<UUID> leg) {
  static FindingRaised of(UUID finding, FindingDraft draft) {
    return new FindingRaised(
        finding, draft.code(), draft.severity(), draft.connection(), draft.request(), draft.leg());
  }
}
