package dev.writ.claim;

import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.vendor.spi.ClaimChecks.Observation;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Holds what a look saw against what was promised and what was seen before. */
@Component
class Judging {
  private static final String BROKEN = "CLAIM_BROKEN";
  private static final String DRIFT = "CLAIM_DRIFT";

  private final SightRecord sights;
  private final Findings findings;

  Judging(SightRecord sights, Findings findings) {
    this.sights = sights;
    this.findings = findings;
  }

  /** Keeps what one check saw, and finds what is broken or has drifted. */
  void keep(UUID connection, Observation seen, Instant at) {
    var before = sights.last(connection, seen.code());
    var baseline = baseline(connection, seen, before);
    var sight =
        new Sight(
            UUID.randomUUID(),
            seen.promise(),
            seen.code(),
            seen.standing(),
            seen.value(),
            baseline,
            seen.source(),
            at);
    sights.add(connection, sight);
    judgeStanding(connection, sight);
    judgeDrift(connection, sight, before.map(Sight::value).orElse(seen.value()));
  }

  /**
   * The value that passes for normal: the one before, or, while a drift from an earlier one is not
   * resolved, that earlier one.
   */
  private String baseline(UUID connection, Observation seen, Optional<Sight> before) {
    return before
        .map(
            last ->
                findings.unresolved(drift(connection, seen.code()))
                    ? last.baseline()
                    : last.value())
        .orElse(seen.value());
  }

  /** What was found by checks that are not made any more is over: no look will ever end it. */
  void retire(UUID connection, Set<String> made) {
    retire(BROKEN, broken(connection, ""), made);
    retire(DRIFT, drift(connection, ""), made);
  }

  private void retire(String finding, String prefix, Set<String> made) {
    findings.over(
        findings.unresolvedKeys(finding).stream()
            .filter(key -> key.startsWith(prefix))
            .filter(key -> !made.contains(key.substring(prefix.length())))
            .toList());
  }

  /** What cannot be seen any more is neither broken nor mended by that. */
  private void judgeStanding(UUID connection, Sight sight) {
    var key = broken(connection, sight.code());
    switch (sight.standing()) {
      case NOT_AS_PROMISED ->
          findings.raise(
              FindingDraft.about(
                  connection,
                  BROKEN,
                  key,
                  Severity.HIGH,
                  "%s: %s is not as promised; seen was %s"
                      .formatted(sight.code(), sight.promise(), sight.value())));
      case AS_PROMISED, UNBROKEN -> findings.over(key);
      case UNCLEAR -> {}
    }
  }

  private void judgeDrift(UUID connection, Sight sight, String before) {
    var key = drift(connection, sight.code());
    if (!sight.drifted()) {
      findings.over(key);
    } else if (!sight.value().equals(before)) {
      findings.raise(
          FindingDraft.about(
              connection,
              DRIFT,
              key,
              Severity.MEDIUM,
              "%s: %s has changed from %s to %s"
                  .formatted(sight.code(), sight.promise(), sight.baseline(), sight.value())));
    }
  }

  private static String broken(UUID connection, String code) {
    return "claim-broken/" + connection + "/" + code;
  }

  private static String drift(UUID connection, String code) {
    return "claim-drift/" + connection + "/" + code;
  }
}
