package dev.writ.drill;

import dev.writ.drill.DrillObjects.Origin;
import dev.writ.lifecycle.DrillEvent;
import dev.writ.vendor.spi.Planter;
import dev.writ.vendor.spi.VendorObject;
import java.util.HashSet;
import org.springframework.stereotype.Component;

/**
 * Has the vendor create the invented person's data. Every object is entered as soon as the vendor
 * has named it; after a crash or a failure what the vendor made without our hearing of it is looked
 * for by the marker before more is asked for.
 */
@Component
final class Planting implements DrillPart {
  private static final int MOST_PLANTINGS = 5;
  private final DrillRecord drills;
  private final DrillObjects objects;
  private final Sighting sights;
  private final Verdicts verdicts;

  Planting(DrillRecord drills, DrillObjects objects, Sighting sights, Verdicts verdicts) {
    this.drills = drills;
    this.objects = objects;
    this.sights = sights;
    this.verdicts = verdicts;
  }

  @Override
  public void work(DrillAttempt attempt) {
    var drill = attempt.drill();
    var planter = attempt.planter();
    if (planter.isEmpty()) {
      giveUp(attempt, "the vendor's package plants nothing any more");
      return;
    }
    if (drill.plantings() > 0) {
      if (attempt.settled().isAfter(attempt.now())) {
        drills.waitUntil(drill, attempt.settled(), drill.tries());
        return;
      }
      sights.join(attempt);
    }
    var missing = missing(drill, planter.get());
    if (missing == 0 && nothingIsStored(drill, planter.get())) {
      var why = "the account stores nothing of what can be planted";
      verdicts.giveUp(drill, DrillFailure.UNPLANTABLE, why, attempt.now());
    } else if (missing == 0) {
      drills.move(drill, DrillEvent.PLANTED, attempt.now(), DrillRecord.SYSTEM);
    } else if (drill.plantings() == MOST_PLANTINGS) {
      var tried = MOST_PLANTINGS + " times it was planted, and there is nothing of ";
      giveUp(attempt, tried + missing + " kinds that the vendor can create");
    } else {
      plant(attempt, planter.get());
    }
  }

  private void plant(DrillAttempt attempt, Planter planter) {
    var id = attempt.drill().id();
    drills.planting(attempt.drill(), attempt.now());
    planter.plant(attempt.account(), attempt.person(), new Noted(attempt));
    var drill = drills.require(id);
    if (missing(drill, planter) == 0 && !nothingIsStored(drill, planter)) {
      drills.move(drill, DrillEvent.PLANTED, attempt.now(), DrillRecord.SYSTEM);
    }
  }

  private final class Noted implements Planter.Planted {
    private final DrillAttempt attempt;

    Noted(DrillAttempt attempt) {
      this.attempt = attempt;
    }

    @Override
    public void accept(VendorObject object) {
      objects.enter(attempt.drill().id(), object, Origin.PLANTED);
      attempt.beat();
    }

    @Override
    public void unplantable(String kind, String reason) {
      objects.unplantable(attempt.drill().id(), kind, reason);
    }
  }

  private boolean nothingIsStored(Drill drill, Planter planter) {
    return objects.unplantable(drill.id()).keySet().containsAll(planter.kinds());
  }

  /** Of how many kinds nothing is there yet. */
  private int missing(Drill drill, Planter planter) {
    var kinds = new HashSet<>(planter.kinds());
    kinds.removeAll(objects.unplantable(drill.id()).keySet());
    objects.all(drill.id()).forEach(held -> kinds.remove(held.object().kind()));
    return kinds.size();
  }

  private void giveUp(DrillAttempt attempt, String why) {
    verdicts.giveUp(attempt.drill(), DrillFailure.NOT_PLANTED, why, attempt.now());
  }
}
