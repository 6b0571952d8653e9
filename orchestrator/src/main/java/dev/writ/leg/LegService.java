package dev.writ.leg;

import dev.writ.lifecycle.IllegalMove;
import dev.writ.lifecycle.LegEvent;
import dev.writ.lifecycle.LegState;
import dev.writ.lifecycle.StaleVersion;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.workflow.LegProgress;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes one leg through one part of its way. Each part can be repeated after a crash at any point:
 * what has been done is read from the record. Only one attempt at a time works on a leg.
 */
@Service
public class LegService {
  private static final long MOMENT_MILLIS = 100;

  private final LegRecord legs;
  private final LegObjects objects;
  private final Lease lease;
  private final Locating locating;
  private final Exporting exporting;
  private final Erasing erasing;
  private final Verifying verifying;
  private final Recovery recovery;
  private final Attempts attempts;
  private final Clock clock;

  LegService(
      LegRecord legs,
      LegObjects objects,
      Locating locating,
      Exporting exporting,
      Erasing erasing,
      Verifying verifying,
      Recovery recovery,
      Attempts attempts,
      Clock clock,
      JdbcClient sql) {
    this.legs = legs;
    this.objects = objects;
    this.lease = new Lease(sql, "leg");
    this.locating = locating;
    this.exporting = exporting;
    this.erasing = erasing;
    this.verifying = verifying;
    this.recovery = recovery;
    this.attempts = attempts;
    this.clock = clock;
  }

  public LegProgress locate(UUID leg, Assignment assignment, Pulse pulse) {
    return attempt(leg, assignment, pulse, locating);
  }

  public LegProgress export(UUID leg, Assignment assignment, Pulse pulse) {
    return attempt(leg, assignment, pulse, exporting);
  }

  public LegProgress erase(UUID leg, Assignment assignment, Pulse pulse) {
    return attempt(leg, assignment, pulse, erasing);
  }

  public LegProgress verify(UUID leg, Assignment assignment, Pulse pulse) {
    return attempt(leg, assignment, pulse, verifying);
  }

  /** An officer's retry: back to where the leg got stuck. */
  @Transactional
  public void retry(Leg leg, String actor) {
    legs.move(leg, wayBack(leg), null, actor);
    objects.reopenRefused(leg.id());
    if (leg.state() == LegState.FAILED) {
      objects.restartProcessing(leg.id());
    }
    if (leg.state() == LegState.STILL_PRESENT) {
      objects.reopenPresent(leg.id());
    }
    legs.looked(leg.id(), 0);
    legs.progressed(leg.id());
  }

  /**
   * New credentials: every leg at the connection that only waited for them goes on. Returns their
   * requests.
   */
  @Transactional
  public Set<UUID> retryBlockedAt(UUID connection, String actor) {
    var blocked = legs.blockedAt(connection);
    blocked.forEach(leg -> retry(leg, actor));
    return blocked.stream().map(Leg::request).collect(Collectors.toSet());
  }

  private LegProgress attempt(UUID id, Assignment assignment, Pulse pulse, LegPart part) {
    var holder = UUID.randomUUID();
    var taken = lease.take(id, holder);
    if (taken.isPresent()) {
      return LegProgress.again(taken.get().toMillis(), 0);
    }
    try {
      pulse.start(() -> lease.renew(id, holder));
      var attempt = attempts.begin(legs.require(id), assignment, holder, pulse);
      var progress = once(attempt, part);
      while (progress.next() == LegProgress.Next.AGAIN
          && progress.waitMillis() == 0
          && progress.objects() == 0) {
        attempt = attempt.with(legs.require(id));
        progress = once(attempt, part);
      }
      return progress;
    } finally {
      lease.release(id, holder);
    }
  }

  private LegProgress once(LegAttempt attempt, LegPart part) {
    var leg = attempt.leg();
    var assignment = attempt.assignment();
    if (assignment.over() || (part != locating && !assignment.executing())) {
      return LegProgress.rests(0);
    }
    if (leg.nextAttemptAt().isPresent() && !leg.stuck()) {
      var left = Duration.between(clock.instant(), leg.nextAttemptAt().get());
      if (left.isPositive()) {
        return LegProgress.again(left.toMillis() + 1, 0);
      }
    }
    try {
      if (leg.state() == LegState.BLOCKED && !leg.stuck()) {
        legs.move(leg, wayBack(leg), null, LegRecord.SYSTEM);
        return LegProgress.again(0, 0);
      }
      return working(part, attempt);
    } catch (StaleVersion | IllegalMove movedMeanwhile) {
      return LegProgress.again(MOMENT_MILLIS, 0);
    }
  }

  private LegProgress working(LegPart part, LegAttempt attempt) {
    try {
      return part.work(attempt);
    } catch (VendorFailure failure) {
      return recovery.after(failure, attempt);
    }
  }

  private static LegEvent wayBack(Leg leg) {
    if (leg.located() == 0) {
      return LegEvent.RETRY_LOCATE;
    }
    return leg.claimed() ? LegEvent.RETRY_VERIFY : LegEvent.RETRY_SUBMIT;
  }
}
