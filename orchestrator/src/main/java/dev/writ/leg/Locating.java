package dev.writ.leg;

import dev.writ.lifecycle.LegEvent;
import dev.writ.workflow.LegProgress;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds the person's objects at one connection; changes nothing there. */
@Component
final class Locating implements LegPart {
  private final LegRecord legs;
  private final LegObjects objects;
  private final TransactionTemplate transaction;

  Locating(LegRecord legs, LegObjects objects, TransactionTemplate transaction) {
    this.legs = legs;
    this.objects = objects;
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
      case LOCATED, NOTHING_FOUND -> LegProgress.done(leg.located());
      default -> LegProgress.rests(0);
    };
  }

  private LegProgress locate(LegAttempt attempt) {
    var leg = attempt.leg();
    var assignment = attempt.assignment();
    var location = attempt.adapter().locate(attempt.account(), assignment.subject());
    transaction.executeWithoutResult(
        tx -> {
          objects.replace(leg.id(), location.objects(), assignment.sealer());
          legs.ambiguous(leg.id(), location.ambiguous());
          legs.progressed(leg.id());
          var found = location.objects().isEmpty() ? LegEvent.FOUND_NOTHING : LegEvent.FOUND;
          legs.move(leg, found, null, LegRecord.SYSTEM);
        });
    return LegProgress.done(location.objects().size());
  }
}
