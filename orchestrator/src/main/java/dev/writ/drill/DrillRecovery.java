package dev.writ.drill;

import dev.writ.lifecycle.DrillState;
import dev.writ.settings.WritSettings;
import dev.writ.vendor.spi.VendorFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What follows when the vendor fails or lets nothing be seen: patience, also with refused
 * credentials, because only a vendor that answers lets a drill clean up.
 */
@Component
final class DrillRecovery {
  private final DrillRecord drills;
  private final DrillObjects objects;
  private final Verdicts verdicts;
  private final WritSettings.Drills settings;
  private final WritSettings.Calls calls;

  DrillRecovery(
      DrillRecord drills, DrillObjects objects, Verdicts verdicts, WritSettings settings) {
    this.drills = drills;
    this.objects = objects;
    this.verdicts = verdicts;
    this.settings = settings.drills();
    this.calls = settings.calls();
  }

  void after(VendorFailure failure, UUID id, Instant now) {
    var drill = drills.require(id);
    if (failure.kind() == VendorFailure.Kind.REJECTED && drill.state() != DrillState.CLEANING) {
      giveUp(drill, "the vendor rejected a call: " + failure.summary(), now);
    } else {
      wait(drill, failure.summary(), asked(failure, drill), now);
    }
  }

  /**
   * Few plantings are tried, because each may leave more to clean up: where the vendor only pleads
   * to slow down they are spread over hours (CHOICE: 30 s, 3 min, 18 min, 108 min).
   */
  private static Optional<Duration> asked(VendorFailure failure, Drill drill) {
    boolean pleads = failure.kind() == VendorFailure.Kind.RATE_LIMITED;
    if (!pleads || drill.state() != DrillState.PLANTING) {
      return failure.retryAfter();
    }
    var spread = Duration.ofSeconds(30);
    for (int planting = 1; planting < drill.plantings(); planting++) {
      spread = spread.multipliedBy(6);
    }
    var least = spread;
    return Optional.of(failure.retryAfter().filter(a -> a.compareTo(least) > 0).orElse(least));
  }

  void after(Blind blind, UUID id, Instant now) {
    wait(drills.require(id), "the positive control could not be read", Optional.empty(), now);
  }

  private void wait(Drill drill, String why, Optional<Duration> asked, Instant now) {
    var since = drill.stuckSince().orElse(now);
    boolean cleaning = drill.state() == DrillState.CLEANING;
    var until =
        cleaning
            ? drill.cleaningAt().orElse(since).plus(settings.cleaning())
            : since.plus(settings.patience());
    if (now.isBefore(until)) {
      var next = now.plus(asked.orElseGet(() -> backoff(Duration.between(since, now))));
      drills.stuckUntil(drill, next.isAfter(until) ? until : next, now);
    } else if (cleaning) {
      int left = (int) objects.all(drill.id()).stream().filter(DrillRecovery::left).count();
      verdicts.end(drill, left, false, now);
    } else {
      giveUp(drill, "the vendor has failed for too long: " + why, now);
    }
  }

  private void giveUp(Drill drill, String reason, Instant now) {
    boolean planting = drill.state() == DrillState.PLANTING;
    verdicts.giveUp(
        drill, planting ? DrillFailure.NOT_PLANTED : DrillFailure.UNREACHABLE, reason, now);
  }

  private static boolean left(DrillObjects.Held held) {
    boolean trusted = held.unobservable().isPresent() && held.state() == DrillObjects.State.CLAIMED;
    return held.absentAt().isEmpty() && !trusted;
  }

  /**
   * As long as it has been failing, so the wait doubles, within the bounds of all calls; of a
   * vendor that fails for days a twentieth of that time.
   */
  private Duration backoff(Duration stuck) {
    if (stuck.compareTo(calls.firstRetry()) < 0) {
      return calls.firstRetry();
    }
    var patient = stuck.dividedBy(20);
    var longest = patient.compareTo(calls.longestRetry()) > 0 ? patient : calls.longestRetry();
    return stuck.compareTo(longest) > 0 ? longest : stuck;
  }
}
