package dev.writ.drill;

import dev.writ.drill.DrillObjects.Held;
import dev.writ.drill.DrillObjects.State;
import dev.writ.lifecycle.DrillEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Erases what was planted, in erase order, until the vendor has answered for each object. */
@Component
final class PlantedErasing implements DrillPart {
  private final DrillRecord drills;
  private final DrillObjects objects;
  private final Eraser eraser;
  private final Verdicts verdicts;
  private final TransactionTemplate transaction;

  PlantedErasing(
      DrillRecord drills,
      DrillObjects objects,
      Eraser eraser,
      Verdicts verdicts,
      TransactionTemplate transaction) {
    this.drills = drills;
    this.objects = objects;
    this.eraser = eraser;
    this.verdicts = verdicts;
    this.transaction = transaction;
  }

  @Override
  public void work(DrillAttempt attempt) {
    var drill = attempt.drill();
    var open =
        objects.all(drill.id()).stream()
            .filter(held -> !held.state().answered())
            .sorted(attempt.eraseOrder())
            .toList();
    var next = eraseAll(attempt, open);
    if (next.isPresent()) {
      drills.waitUntil(drill, next.get(), drill.tries());
    } else {
      transaction.executeWithoutResult(tx -> answered(attempt));
    }
  }

  /** When the vendor is to be asked again; what it works on bars objects of later kinds. */
  private Optional<Instant> eraseAll(DrillAttempt attempt, List<Held> open) {
    Optional<Instant> next = Optional.empty();
    var barred = "";
    for (var held : open) {
      if (next.isPresent() && !barred.equals(held.object().kind())) {
        break;
      }
      var again = eraser.erase(attempt, held);
      if (again.isPresent()) {
        barred = held.object().kind();
        next = next.filter(earlier -> earlier.isBefore(again.get())).or(() -> again);
      }
    }
    return next;
  }

  private void answered(DrillAttempt attempt) {
    var drill = attempt.drill();
    var now = attempt.now();
    var all = objects.all(drill.id());
    long kept = all.stream().filter(held -> held.state().beyondReach()).count();
    if (kept > 0) {
      var reason = kept + " of " + all.size() + " planted objects were not erased by the API";
      verdicts.fail(drill, DrillFailure.NOT_ERASABLE, reason, now);
    }
    boolean any = all.stream().anyMatch(held -> held.state() == State.CLAIMED);
    drills.move(drill, any ? DrillEvent.ERASED : DrillEvent.GIVE_UP, now, DrillRecord.SYSTEM);
  }
}
