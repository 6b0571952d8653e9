package dev.writ.drill;

import dev.writ.drill.DrillLooks.Outcome;
import dev.writ.drill.DrillObjects.Held;
import dev.writ.drill.Sighting.Seen;
import dev.writ.drill.Sighting.Sight;
import dev.writ.lifecycle.DrillEvent;
import dev.writ.settings.WritSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at growing intervals until all is gone, no longer than was promised; then a few times more,
 * because what is gone can come back.
 */
@Component
final class DrillWatching implements DrillPart {
  private final DrillRecord drills;
  private final Sighting sights;
  private final Verdicts verdicts;
  private final TransactionTemplate transaction;
  private final WritSettings.Drills settings;

  DrillWatching(
      DrillRecord drills,
      Sighting sights,
      Verdicts verdicts,
      TransactionTemplate transaction,
      WritSettings settings) {
    this.drills = drills;
    this.sights = sights;
    this.verdicts = verdicts;
    this.transaction = transaction;
    this.settings = settings.drills();
  }

  @Override
  public void work(DrillAttempt attempt) {
    var drill = attempt.drill();
    var sight = sights.look(attempt);
    var unfinished = sight.unfinished(attempt);
    if (unfinished.isPresent()) {
      drills.waitUntil(drill, unfinished.get(), drill.tries());
    } else {
      transaction.executeWithoutResult(tx -> judge(attempt, sight));
    }
  }

  private void judge(DrillAttempt attempt, Sight sight) {
    var drill = attempt.drill();
    var now = attempt.now();
    boolean nothing = sight.nothing();
    var note =
        sight.lagging() == 0
            ? ""
            : sight.lagging() + " are still shown and cannot be read any more";
    int again = sights.record(attempt, sight, nothing ? Outcome.ABSENT : Outcome.PRESENT, note);
    boolean shownAgain =
        !nothing
            && drill.absentAt().filter(at -> at.plus(attempt.settling()).isBefore(now)).isPresent();
    if (again > 0 || shownAgain) {
      long there = shownAgain ? sight.present() + sight.lagging() + sight.shown() : again;
      drills.resurrected(drill.id(), (int) there);
      verdicts.giveUp(
          drill,
          DrillFailure.RESURRECTED,
          there + " of its objects were gone and are there again",
          now);
    } else if (nothing) {
      gone(attempt, sight);
    } else {
      there(attempt, sight);
    }
  }

  private void gone(DrillAttempt attempt, Sight sight) {
    var drill = attempt.drill();
    var now = attempt.now();
    var absentAt = drill.absentAt().orElse(now);
    int due = 0;
    if (drill.absentAt().isEmpty()) {
      verdicts.absent(drill, now, Duration.between(firstAsked(sight, now), now));
    } else {
      due = (int) settings.watch().stream().filter(w -> !absentAt.plus(w).isAfter(now)).count();
      drills.watched(drill, due);
    }
    if (due == settings.watch().size()) {
      drills.move(drill, DrillEvent.WATCHED, now, DrillRecord.SYSTEM);
    } else {
      drills.waitUntil(drill, absentAt.plus(settings.watch().get(due)), drill.tries() + 1);
    }
  }

  private void there(DrillAttempt attempt, Sight sight) {
    var drill = attempt.drill();
    var now = attempt.now();
    if (drill.absentAt().isPresent()) {
      drills.notAbsentYet(drill);
    }
    var until = deadline(drill, now);
    if (sight.seen().stream().anyMatch(seen -> seen.present() && unasked(seen))) {
      drills.move(drill, DrillEvent.STRAY_FOUND, now, DrillRecord.SYSTEM);
    } else if (!now.isBefore(until)) {
      verdicts.giveUp(drill, DrillFailure.LATE, late(drill, sight), now);
    } else {
      var next = now.plus(Waiting.after(drill.tries()));
      drills.waitUntil(drill, next.isAfter(until) ? until : next, drill.tries() + 1);
    }
  }

  private static boolean unasked(Seen seen) {
    return !seen.held().state().answered();
  }

  private Instant deadline(Drill drill, Instant now) {
    var bound = drill.claimed().map(d -> d.plus(settings.margin())).orElse(settings.unpromised());
    return drill.erasedAt().orElse(now).plus(bound);
  }

  private String late(Drill drill, Sight sight) {
    var there = sight.present() + sight.lagging() + sight.shown();
    return drill
            .claimed()
            .map(
                d ->
                    "the vendor promises that deleted data is gone after " + d.toDays() + " days; ")
            .orElse("nothing is promised, and after " + settings.unpromised().toDays() + " days ")
        + there
        + " of its objects are still there";
  }

  static Instant firstAsked(Sight sight, Instant now) {
    return sight.seen().stream()
        .map(Seen::held)
        .map(Held::askedAt)
        .flatMap(Optional::stream)
        .min(Instant::compareTo)
        .orElse(now);
  }
}
