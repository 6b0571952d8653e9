package dev.writ.recheck;

import dev.writ.claim.ErasedObjects;
import dev.writ.leg.LegErasures;
import dev.writ.request.Assignments;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The objects of requests whose key still opens them: until then they can be read once more. */
@Component
class SweptObjects implements ErasedObjects {
  private final LegErasures erasures;
  private final Assignments requests;
  private final LookDesk desk;

  SweptObjects(LegErasures erasures, Assignments requests, LookDesk desk) {
    this.erasures = erasures;
    this.requests = requests;
    this.desk = desk;
  }

  @Override
  public Turn turn(UUID connection, Set<String> without, Rest rest, int most) {
    var turn =
        erasures.turn(connection, without, rest.after(), rest.until(), most, requests::findSealer);
    return new Turn(
        turn.objects().stream().map(SweptObjects::erased).toList(),
        turn.until(),
        turn.left(),
        turn.unread());
  }

  private static Erased erased(LegErasures.Erased one) {
    return new Erased(one.place(), one.leg(), one.object(), one.confirmedAt(), one.seenGone());
  }

  @Override
  public void lookAgain(UUID leg) {
    desk.sweptPresent(leg);
  }
}
