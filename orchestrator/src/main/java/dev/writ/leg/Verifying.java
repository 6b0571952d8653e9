package dev.writ.leg;

import dev.writ.lifecycle.LegEvent;
import dev.writ.settings.WritSettings;
import dev.writ.workflow.LegProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks whether the data is gone: a positive control first, then every object by its id, then a
 * fresh search. A vendor that shows the data a while longer is waited for; one that keeps showing
 * it has kept it.
 */
@Component
final class Verifying implements LegPart {
  /** A read by id is believed after this many looks in a row that show the object. */
  private static final int LOOKS_AT_READS = 5;

  /** A search may lag far longer than a read; with the usual longest wait this is some two days. */
  private static final int LOOKS_AT_LISTS = 300;

  private final LegRecord legs;
  private final LegObjects objects;
  private final LegSights sights;
  private final Looking looking;
  private final Withholding withholding;
  private final PlanGrowth growth;
  private final TransactionTemplate transaction;
  private final Duration longestWait;

  Verifying(
      LegRecord legs,
      LegObjects objects,
      LegSights sights,
      Looking looking,
      Withholding withholding,
      PlanGrowth growth,
      TransactionTemplate transaction,
      WritSettings settings) {
    this.longestWait = settings.calls().longestRetry();
    this.legs = legs;
    this.objects = objects;
    this.sights = sights;
    this.looking = looking;
    this.withholding = withholding;
    this.growth = growth;
    this.transaction = transaction;
  }

  @Override
  public LegProgress work(LegAttempt attempt) {
    var leg = attempt.leg();
    return switch (leg.state()) {
      case CONFIRMED_BY_VENDOR -> look(attempt);
      case VERIFIED_ABSENT, UNVERIFIABLE -> LegProgress.done(leg.erased());
      default -> LegProgress.rests(0);
    };
  }

  private LegProgress look(LegAttempt attempt) {
    if (!looking.control(attempt)) {
      if (attempt.leg().unplanned() > 0) {
        return awaitApprover(attempt.leg());
      }
      return unverifiable(attempt, Verdict.UNVERIFIABLE, "the positive control could not be read");
    }
    var reads = looking.read(attempt, Instant.EPOCH);
    if (reads.outOfTime()) {
      return LegProgress.again(0, attempt.objects());
    }
    if (reads.waits().any()) {
      return reads.waits().awaitLook(legs);
    }
    if (!reads.present().isEmpty()) {
      return lookAgain(
          attempt, LOOKS_AT_READS, reads.present().size() + " objects can still be read");
    }
    var search = looking.search(attempt);
    if (!search.present().isEmpty()) {
      return stillThere(attempt, search);
    }
    return search.lagging() == 0
        ? absent(attempt)
        : lookAgain(attempt, LOOKS_AT_LISTS, "the vendor's search still shows erased objects");
  }

  private LegProgress stillThere(LegAttempt attempt, Looking.Search search) {
    var leg = attempt.leg();
    var split = search.split();
    transaction.executeWithoutResult(
        tx -> {
          sights.seenPresent(split.back());
          objects.add(leg.id(), split.unknown(), attempt.assignment().sealer());
          if (!split.unknown().isEmpty() && growth.needsNobody(leg.request())) {
            objects.plan(leg.id());
          }
          legs.verdict(leg.id(), null);
          var reason =
              "%d objects are there, %d of them not in the plan%s"
                  .formatted(
                      search.present().size(),
                      leg.unplanned() + split.unknown().size(),
                      search.ambiguous() ? Sighting.Present.AMBIGUOUS : "");
          legs.move(leg, LegEvent.SEE_PRESENT, reason, LegRecord.SYSTEM);
        });
    return LegProgress.rests(attempt.objects());
  }

  private LegProgress lookAgain(LegAttempt attempt, int most, String reason) {
    var leg = attempt.leg();
    int looks = leg.looks() + 1;
    if (looks >= most) {
      transaction.executeWithoutResult(
          tx -> {
            legs.verdict(leg.id(), null);
            legs.move(leg, LegEvent.SEE_PRESENT, reason, LegRecord.SYSTEM);
          });
      return LegProgress.rests(attempt.objects());
    }
    var first = attempt.adapter().descriptor().settling().plusMillis(500);
    var wait = first.multipliedBy(1L << Math.clamp(looks - LOOKS_AT_READS, 0, 20));
    var bounded = wait.compareTo(longestWait) > 0 ? longestWait : wait;
    legs.lookAgainAt(leg.id(), looks, attempt.now().plus(bounded), reason);
    return LegProgress.again(bounded.toMillis(), attempt.objects());
  }

  private LegProgress absent(LegAttempt attempt) {
    // Read afresh: a hold may have ended while the search went on, and let go what it has shown.
    var leg = legs.require(attempt.leg().id());
    if (leg.unplanned() > 0) {
      return awaitApprover(leg);
    }
    var open = new ArrayList<>(objects.impossible(leg.id()));
    open.addAll(sights.unobservable(leg.id()));
    var kept = withholding.words(leg.id());
    if (!open.isEmpty()) {
      if (!kept.isEmpty()) {
        open.add(kept);
      }
      return unverifiable(attempt, sights.word(leg.id()), String.join("; ", open));
    }
    transaction.executeWithoutResult(
        tx -> {
          legs.progressed(leg.id());
          legs.verdict(leg.id(), Verdict.OBSERVED_ABSENT);
          legs.move(leg, LegEvent.SEE_ABSENT, kept.isEmpty() ? null : kept, LegRecord.SYSTEM);
        });
    return LegProgress.done(attempt.objects());
  }

  /** What a hold kept that nobody has approved is neither erased nor forgotten. */
  private LegProgress awaitApprover(Leg leg) {
    transaction.executeWithoutResult(
        tx -> {
          legs.verdict(leg.id(), null);
          var reason = leg.unplanned() + " objects are not in the plan";
          legs.move(leg, LegEvent.SEE_PRESENT, reason, LegRecord.SYSTEM);
        });
    return LegProgress.rests(0);
  }

  private LegProgress unverifiable(LegAttempt attempt, Verdict verdict, String reason) {
    var leg = attempt.leg();
    transaction.executeWithoutResult(
        tx -> {
          legs.verdict(leg.id(), verdict);
          legs.move(leg, LegEvent.CANNOT_VERIFY, reason, LegRecord.SYSTEM);
        });
    return LegProgress.done(attempt.objects());
  }
}
