package dev.writ.leg;

import dev.writ.lifecycle.LegEvent;
import dev.writ.workflow.LegProgress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds the person's objects at one connection; changes nothing there. */
@Component
final class Locating implements LegPart {
  private final LegRecord legs;
  private final LegObjects objects;
  private final FeedFirst feedFirst;
  private final Searching searching;
  private final Withholding withholding;
  private final TransactionTemplate transaction;

  Locating(
      LegRecord legs,
      LegObjects objects,
      FeedFirst feedFirst,
      Searching searching,
      Withholding withholding,
      TransactionTemplate transaction) {
    this.legs = legs;
    this.objects = objects;
    this.feedFirst = feedFirst;
    this.searching = searching;
    this.withholding = withholding;
    this.transaction = transaction;
  }

  @Override
  public LegProgress work(LegAttempt attempt) {
    var leg = attempt.leg();
    return switch (leg.state()) {
      case PLANNED -> {
        legs.move(leg, LegEvent.LOCATE, null, LegRecord.SYSTEM);
        yield LegProgress.again(0, 0);
      }
      case LOCATING -> locate(attempt);
      case LOCATED -> held(attempt);
      case NOTHING_FOUND, HELD -> LegProgress.done(leg.located());
      default -> LegProgress.rests(0);
    };
  }

  private LegProgress locate(LegAttempt attempt) {
    return switch (feedFirst.of(attempt)) {
      case AWAITED -> feedFirst.await(attempt);
      case FRESH -> {
        // What the ledger knows now is as old as this search may use, should the vendor fail it.
        legs.feedArrived(attempt.leg().id());
        yield search(attempt, null);
      }
      case BEHIND -> search(attempt, FeedFirst.BEHIND);
    };
  }

  /**
   * Searches and moves on.
   *
   * @param doubt what the plan may lack, in words for whoever approves it
   */
  private LegProgress search(LegAttempt attempt, @Nullable String doubt) {
    var leg = attempt.leg();
    var assignment = attempt.assignment();
    var location = searching.learning(attempt);
    transaction.executeWithoutResult(
        tx -> {
          objects.replace(leg.id(), location.objects(), assignment.sealer());
          legs.ambiguous(leg.id(), location.ambiguous());
          legs.progressed(leg.id());
          if (doubt != null) {
            legs.searchedAhead(leg);
          }
          var found = location.objects().isEmpty() ? LegEvent.FOUND_NOTHING : LegEvent.FOUND;
          legs.move(leg, found, doubt, LegRecord.SYSTEM);
        });
    withholding.mark(leg.id(), assignment.sealer());
    return LegProgress.done(location.objects().size());
  }

  /** The plan shows what will be kept; of its own transaction, so it is made up for here. */
  private LegProgress held(LegAttempt attempt) {
    withholding.mark(attempt.leg().id(), attempt.assignment().sealer());
    return LegProgress.done(attempt.leg().located());
  }
}
