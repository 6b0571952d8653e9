package dev.writ.recheck;

import dev.writ.evidence.EvidenceLog;
import dev.writ.leg.LegRecord;
import dev.writ.settings.WritSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * No request is watched longer than {@code WRIT_LOOKS_LONGEST}: a look that lies further ahead is
 * not made, and says so. The day of a purge that it was to see stays known without it.
 */
@Component
class WatchLimit {
  private final LookRecord looks;
  private final LegFacts facts;
  private final SilentLooks silent;
  private final LegRecord legs;
  private final EvidenceLog evidence;
  private final Clock clock;
  private final Duration longest;

  WatchLimit(
      LookRecord looks,
      LegFacts facts,
      SilentLooks silent,
      LegRecord legs,
      EvidenceLog evidence,
      Clock clock,
      WritSettings settings) {
    this.looks = looks;
    this.facts = facts;
    this.silent = silent;
    this.legs = legs;
    this.evidence = evidence;
    this.clock = clock;
    this.longest = settings.looks().longest();
  }

  /** The last moment at which a look may be due. */
  Instant latest() {
    return clock.instant().plus(longest);
  }

  /** Skips the request's looks that lie beyond it; in the caller's transaction. */
  void keep(UUID request) {
    for (var look : looks.plannedAfter(request, latest())) {
      looks.skip(look, words(look), clock.instant(), LegRecord.SYSTEM);
      if (look.why() == Look.Why.RESIDUAL) {
        var purged = look.words().orElse("");
        facts.learn(look.leg(), LegFacts.Fact.RETENTION_ELAPSED, purged, look.dueAt());
      }
      var state = legs.require(look.leg()).state().name();
      evidence.append(request, look.leg(), "LOOK_BEYOND_LIMIT", state, state, LegRecord.SYSTEM);
      silent.settle(look.leg());
    }
  }

  private String words(Look look) {
    var why = "a request is watched for " + LookPlan.words(longest) + " at most";
    return look.why() == Look.Why.RESIDUAL
        ? why + ": what the vendor keeps longer stands with its day among the leg's residuals"
        : why;
  }
}
