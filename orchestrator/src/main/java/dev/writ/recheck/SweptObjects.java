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
  public Turn turn(UUID connection, Set<String> without, int most) {
    var turn = erasures.turn(connection, without, most, requests::findSealer);
    return new Turn(
        turn.objects().stream()
            .map(one -> new Erased(one.leg(), one.object(), one.confirmedAt(), one.seenGone()))
            .toList(),
        turn.beyond());
  }

  @Override
  public void lookAgain(UUID leg) {
    desk.sweptPresent(leg);
  }
}
