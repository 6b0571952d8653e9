package dev.writ.leg;

import dev.writ.lifecycle.LegEvent;
import dev.writ.lifecycle.LegState;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What later looks and people's words make of an erased leg. Callers hold the transaction. */
@Component
public class Aftermath {
  private final LegRecord legs;
  private final LegObjects objects;
  private final LegSights sights;

  Aftermath(LegRecord legs, LegObjects objects, LegSights sights) {
    this.legs = legs;
    this.objects = objects;
    this.sights = sights;
  }

  /**
   * A look saw nothing: what was observed once is rechecked. A leg that could not be verified, only
   * because nobody could look then, is observed now; what no look can show keeps its word.
   *
   * @return the leg as it is now
   */
  @Transactional
  public Leg absent(UUID id) {
    var leg = legs.lock(id);
    if (leg.state() == LegState.VERIFIED_ABSENT) {
      legs.verdict(id, Verdict.RECHECKED);
    } else if (leg.state() == LegState.UNVERIFIABLE && sights.countBeyondSight(id) == 0) {
      legs.verdict(id, Verdict.OBSERVED_ABSENT);
      legs.move(leg, LegEvent.SEE_ABSENT, null, LegRecord.SYSTEM);
    }
    return legs.require(id);
  }

  /**
   * A look saw objects: they are the leg's again, and its word falls.
   *
   * @return how many of them it did not know
   */
  @Transactional
  public int resurfaced(UUID id, List<VendorObject> shown, Sealer sealer, String reason) {
    var leg = legs.lock(id);
    var unknown = new HashSet<>(shown);
    var back = new ArrayList<Long>();
    for (var held : objects.all(id, sealer)) {
      if (unknown.remove(held.object())) {
        back.add(held.id());
      }
    }
    sights.seenPresent(back);
    objects.add(id, shown.stream().filter(unknown::contains).toList(), sealer);
    legs.verdict(id, null);
    legs.move(leg, LegEvent.RESURFACE, reason, LegRecord.SYSTEM);
    return unknown.size();
  }

  /** What resurfaced, or was found beyond the plan, is part of the plan and erased once more. */
  @Transactional
  public void eraseAgain(UUID id, String actor) {
    objects.plan(id);
    submitAgain(id, actor);
  }

  /** What was found beyond the plan stays, as not the person's; the rest of the leg goes on. */
  @Transactional
  public void leaveUnplanned(UUID id, String actor) {
    objects.leaveUnplanned(id);
    submitAgain(id, actor);
  }

  private void submitAgain(UUID id, String actor) {
    legs.move(legs.lock(id), LegEvent.RETRY_SUBMIT, null, actor);
    objects.reopenPresent(id);
    legs.looked(id, 0);
    legs.progressed(id);
  }

  /** What resurfaced stays: the person is there by right again. */
  @Transactional
  public void leave(UUID id, String actor) {
    legs.move(legs.lock(id), LegEvent.CANCEL, "resurfaced, and left so by decision", actor);
  }

  /**
   * A human vouches for what no API shows.
   *
   * @return false when the leg's word is as good already, or the leg has none
   */
  @Transactional
  public boolean attested(UUID id) {
    var leg = legs.lock(id);
    var raises =
        leg.verdict().filter(word -> word == Verdict.CLAIMED || word == Verdict.UNVERIFIABLE);
    if (leg.state() != LegState.UNVERIFIABLE || raises.isEmpty()) {
      return false;
    }
    legs.verdict(id, Verdict.ATTESTED);
    return true;
  }
}
