package dev.writ.drill;

import dev.writ.drill.DrillLooks.Outcome;
import dev.writ.drill.Sighting.Seen;
import dev.writ.drill.Sighting.Sight;
import dev.writ.lifecycle.DrillEvent;
import dev.writ.settings.WritSettings;
import dev.writ.vendor.spi.Presence;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Proves that the person can be found as a request would find them: a search shows every planted
 * object, and each can be read. The vendor has its own lag and some time more for it.
 */
@Component
final class Proving implements DrillPart {
  private final DrillRecord drills;
  private final Sighting sights;
  private final Verdicts verdicts;
  private final TransactionTemplate transaction;
  private final Duration longest;

  Proving(
      DrillRecord drills,
      Sighting sights,
      Verdicts verdicts,
      TransactionTemplate transaction,
      WritSettings settings) {
    this.drills = drills;
    this.sights = sights;
    this.verdicts = verdicts;
    this.transaction = transaction;
    this.longest = settings.drills().find();
  }

  @Override
  public void work(DrillAttempt attempt) {
    var drill = attempt.drill();
    var settled = drill.plantedAt().orElse(drill.openedAt()).plus(attempt.settling());
    if (drill.tries() == 0 && settled.isAfter(attempt.now())) {
      drills.waitUntil(drill, settled, 1);
      return;
    }
    var sight = sights.look(attempt);
    var unfinished = sight.unfinished(attempt);
    if (unfinished.isPresent()) {
      drills.waitUntil(drill, unfinished.get(), drill.tries());
      return;
    }
    transaction.executeWithoutResult(tx -> judge(attempt, sight, settled.plus(longest)));
  }

  private void judge(DrillAttempt attempt, Sight sight, Instant until) {
    var drill = attempt.drill();
    var now = attempt.now();
    var stored = sights.stored(drill, sight);
    long found = stored.stream().filter(seen -> findable(sight, seen)).count();
    boolean all = found == stored.size();
    var note = all ? "" : found + " of " + stored.size() + " planted objects can be found";
    sights.record(attempt, sight, all ? Outcome.PRESENT : Outcome.INCONCLUSIVE, note);
    if (all && stored.stream().noneMatch(Seen::present)) {
      verdicts.giveUp(
          drill, DrillFailure.UNOBSERVABLE, "no API shows whether planted data is there", now);
    } else if (all) {
      drills.move(drill, DrillEvent.FOUND, now, DrillRecord.SYSTEM);
    } else if (!now.isBefore(until)) {
      verdicts.giveUp(drill, DrillFailure.NOT_FINDABLE, note + ": a request would miss some", now);
    } else {
      var next = now.plus(Waiting.after(drill.tries()));
      drills.waitUntil(drill, next.isAfter(until) ? until : next, drill.tries() + 1);
    }
  }

  private static boolean findable(Sight sight, Seen seen) {
    return sight.located().contains(seen.held().object())
        && (seen.present() || seen.presence() instanceof Presence.Unobservable);
  }
}
