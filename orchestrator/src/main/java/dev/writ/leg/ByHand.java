package dev.writ.leg;

import dev.writ.leg.LegObjects.Held;
import dev.writ.leg.LegObjects.Progress;
import dev.writ.lifecycle.LegEvent;
import dev.writ.lifecycle.LegState;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.VendorObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Objects that wait for a human, seen from the leg: they are handed over, and taken back when the
 * human has said what became of them. The leg rests in MANUAL_TASK when nothing else is left to do.
 */
@Component
public class ByHand {
  private final LegRecord legs;
  private final LegObjects objects;
  private final HandWork work;

  ByHand(LegRecord legs, LegObjects objects, HandWork work) {
    this.legs = legs;
    this.objects = objects;
    this.work = work;
  }

  /** What a human says became of the objects. */
  public enum Result {
    DONE,
    NOT_FOUND,
    REFUSED
  }

  /** The object waits for a human from now on. */
  @Transactional
  void handOver(LegAttempt attempt, Held held, HandPurpose purpose, String code) {
    var described =
        attempt.adapter().manual(attempt.account()).stream()
            .filter(manual -> manual.code().equals(code))
            .findFirst();
    if (described.isEmpty()) {
      objects.settle(held.id(), Progress.IMPOSSIBLE, "no API does it, and no steps are described");
      return;
    }
    objects.settle(held.id(), Progress.BY_HAND, code);
    work.ask(attempt.leg(), purpose, described.get(), attempt.assignment().sealer());
  }

  /**
   * Puts the leg to rest when objects wait for a human. The leg is held meanwhile, so that a task
   * closed at the same moment is not overlooked.
   *
   * @return false when nothing waits
   */
  @Transactional
  boolean rests(Leg leg) {
    var now = legs.lock(leg.id());
    int waiting = objects.count(leg.id(), Progress.BY_HAND);
    if (waiting == 0) {
      return false;
    }
    legs.move(now, LegEvent.OPEN_TASK, waiting + " objects wait for a human", LegRecord.SYSTEM);
    return true;
  }

  /** The objects that wait for this work, in erase order. */
  @Transactional(readOnly = true)
  public List<VendorObject> waiting(UUID leg, String code, Sealer sealer) {
    return objects.byHand(leg, code, sealer).stream().map(Held::object).toList();
  }

  /** Who put which file into the answer to an access request. */
  public record Fetched(UUID file, byte[] name, String mediaType) {}

  /**
   * Takes the objects back, in the caller's transaction.
   *
   * @param presentUntil until then the vendor may still show what was erased
   * @param fetched what a human fetched, sealed for {@code export/<leg>}; belongs to the first
   *     object
   */
  @Transactional
  public void takeBack(
      UUID legId,
      String code,
      HandPurpose purpose,
      Result result,
      List<Fetched> fetched,
      Instant presentUntil,
      Sealer sealer,
      String actor) {
    var leg = legs.lock(legId);
    var waiting = objects.byHand(legId, code, sealer);
    if (!waiting.isEmpty()) {
      int part = 0;
      for (var file : fetched) {
        objects.addFile(
            legId, waiting.getFirst().id(), part++, file.file(), file.name(), file.mediaType());
      }
    }
    var progress =
        switch (result) {
          case DONE -> purpose == HandPurpose.ERASE ? Progress.ATTESTED : Progress.EXPORTED;
          case NOT_FOUND -> purpose == HandPurpose.ERASE ? Progress.ATTESTED : Progress.ABSENT;
          case REFUSED -> Progress.IMPOSSIBLE;
        };
    var reason =
        switch (result) {
          case DONE -> null;
          case NOT_FOUND -> "a human found nothing";
          case REFUSED -> "a human could not do it either";
        };
    objects.handDone(legId, code, progress, reason, presentUntil);
    if (leg.state() == LegState.MANUAL_TASK && objects.count(legId, Progress.BY_HAND) == 0) {
      legs.move(leg, LegEvent.TASKS_CLOSED, null, actor);
    }
  }
}
