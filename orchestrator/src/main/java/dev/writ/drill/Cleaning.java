package dev.writ.drill;

import dev.writ.drill.DrillLooks.Outcome;
import dev.writ.drill.DrillObjects.Held;
import dev.writ.drill.DrillObjects.State;
import dev.writ.drill.Sighting.Seen;
import dev.writ.drill.Sighting.Sight;
import dev.writ.settings.WritSettings;
import dev.writ.vendor.spi.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases again whatever is still there of the invented person, also what the vendor made without
 * our hearing of it, until nothing is left or it has been tried for long enough.
 */
@Component
final class Cleaning implements DrillPart {
  private final DrillRecord drills;
  private final DrillObjects objects;
  private final Sighting sights;
  private final Eraser eraser;
  private final Verdicts verdicts;
  private final TransactionTemplate transaction;
  private final Duration longest;

  Cleaning(
      DrillRecord drills,
      DrillObjects objects,
      Sighting sights,
      Eraser eraser,
      Verdicts verdicts,
      TransactionTemplate transaction,
      WritSettings settings) {
    this.drills = drills;
    this.objects = objects;
    this.sights = sights;
    this.eraser = eraser;
    this.verdicts = verdicts;
    this.transaction = transaction;
    this.longest = settings.drills().cleaning();
  }

  /** One round over all objects. */
  private static final class Round {
    private final List<Seen> seen = new ArrayList<>();
    private int left;
    private int hopeless;
    private @Nullable Instant next;
    private String barred = "";

    void again(Held held, Instant at) {
      next = next == null || at.isBefore(next) ? at : next;
      barred = held.object().kind();
    }

    boolean bars(Held held) {
      return !barred.isEmpty() && !barred.equals(held.object().kind());
    }
  }

  @Override
  public void work(DrillAttempt attempt) {
    var drill = attempt.drill();
    if (drill.plantings() == 0) {
      verdicts.end(drill, 0, true, attempt.now());
      return;
    }
    sights.control(attempt);
    sights.join(attempt);
    var round = new Round();
    objects.all(drill.id()).stream()
        .sorted(attempt.eraseOrder())
        .forEach(held -> clean(attempt, held, round));
    transaction.executeWithoutResult(tx -> judge(attempt, round));
  }

  private void clean(DrillAttempt attempt, Held held, Round round) {
    if (held.state() == State.PROCESSING) {
      round.left++;
      eraser.erase(attempt, held).ifPresent(at -> round.again(held, at));
      return;
    }
    var presence = sights.read(attempt, held);
    round.seen.add(new Seen(held, presence));
    switch (presence) {
      case Presence.Absent gone -> {}
      case Presence.InProgress slow -> {
        round.left++;
        round.again(held, attempt.askAgain(slow.again()));
      }
      case Presence.Present there -> eraseAgain(attempt, held, round);
      case Presence.Unobservable blind -> {
        if (held.state() != State.CLAIMED) {
          eraseAgain(attempt, held, round);
        }
      }
    }
  }

  private void eraseAgain(DrillAttempt attempt, Held held, Round round) {
    round.left++;
    if (held.state().stays()) {
      round.hopeless++;
    } else if (!round.bars(held)) {
      eraser.erase(attempt, held).ifPresent(at -> round.again(held, at));
    }
  }

  /** All was gone, and something is there that was never gone: it has come back as another. */
  private static int anew(DrillAttempt attempt, Round round) {
    var drill = attempt.drill();
    boolean wasGone =
        drill
            .absentAt()
            .filter(at -> at.plus(attempt.settling()).isBefore(attempt.now()))
            .isPresent();
    return wasGone && drill.failure().isEmpty()
        ? (int)
            round.seen.stream()
                .filter(seen -> seen.present() && seen.held().absentAt().isEmpty())
                .filter(seen -> !seen.held().state().beyondReach())
                .count()
        : 0;
  }

  private void judge(DrillAttempt attempt, Round round) {
    var now = attempt.now();
    var before = attempt.drill();
    var sight = new Sight(round.seen, Set.of(), Set.of(), 0);
    var outcome = round.left == 0 ? Outcome.ABSENT : Outcome.PRESENT;
    int again = sights.record(attempt, sight, outcome, "") + anew(attempt, round);
    if (again > 0) {
      drills.resurrected(before.id(), again);
      if (before.failure().isEmpty() && !before.stopped()) {
        var reason = again + " of its objects were gone and are there again";
        verdicts.fail(before, DrillFailure.RESURRECTED, reason, now);
      }
    }
    var until = before.cleaningAt().orElse(now).plus(longest);
    boolean done = round.left == round.hopeless && !attempt.settled().isAfter(now);
    if (round.left == 0 && before.erasedAt().isPresent() && before.absentAt().isEmpty()) {
      verdicts.absent(before, now, Duration.between(DrillWatching.firstAsked(sight, now), now));
    }
    if (done || !now.isBefore(until)) {
      verdicts.end(drills.require(before.id()), round.left, true, now);
    } else {
      var asked = round.next;
      var next = asked == null ? now.plus(Waiting.after(before.tries())) : asked;
      drills.waitUntil(before, next.isAfter(until) ? until : next, before.tries() + 1);
    }
  }
}
