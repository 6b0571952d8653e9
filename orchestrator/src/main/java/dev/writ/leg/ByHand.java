package dev.writ.leg;

import dev.writ.leg.LegObjects.Handled;
import dev.writ.leg.LegObjects.Held;
import dev.writ.leg.LegObjects.Progress;
import dev.writ.lifecycle.LegEvent;
import dev.writ.lifecycle.LegState;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.VendorObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Objects that wait for a human, seen from the leg: they are handed over, and taken back when the
 * human has said what became of them. The leg rests in MANUAL_TASK when nothing else is left to do.
 */
@Component
public class ByHand {
  private final LegRecord legs;
  private final LegObjects objects;
  private final ExportRows exports;
  private final HandWork work;
  private final Withholding withholding;

  ByHand(
      LegRecord legs,
      LegObjects objects,
      ExportRows exports,
      HandWork work,
      Withholding withholding) {
    this.withholding = withholding;
    this.legs = legs;
    this.objects = objects;
    this.exports = exports;
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
      objects.settle(
          held.id(),
          attempt.holder(),
          Progress.IMPOSSIBLE,
          "no API does it, and no steps are described");
      return;
    }
    // The task before the leg, as whoever closes a task holds them.
    work.ask(attempt.leg(), purpose, described.get(), attempt.assignment().sealer());
    objects.settle(held.id(), attempt.holder(), Progress.BY_HAND, code);
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

  /** A file that goes into the answer to an access request; the name sealed for export. */
  public record Fetched(UUID file, byte[] name, String mediaType) {}

  /**
   * What a human says about one work of a leg.
   *
   * @param byPerson the person whose data it is says so
   * @param ground the code of the ground on which somebody else refuses
   * @param kept refused because it has to stay, or the person wants it to: what waited for it then
   *     stays as well, because a vendor that erases the one erases the other
   * @param fetched belongs to the first of the objects
   * @param presentUntil until then the vendor may still show what was erased
   */
  public record Report(
      String work,
      HandPurpose purpose,
      Result result,
      boolean byPerson,
      Optional<String> ground,
      boolean kept,
      List<Fetched> fetched,
      Instant presentUntil) {}

  /** Nobody else moves the leg until the caller's transaction has ended. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void hold(UUID leg) {
    withholding.among();
    legs.lock(leg);
  }

  /** Takes the objects back, in the caller's transaction. */
  @Transactional
  public void takeBack(UUID legId, Report report, Sealer sealer, String actor) {
    withholding.among();
    var leg = legs.lock(legId);
    boolean erase = report.purpose() == HandPurpose.ERASE;
    if (erase && report.result() == Result.REFUSED) {
      withholding.takenBack(legId, report.work());
    }
    var waiting = objects.byHand(legId, report.work(), sealer);
    attach(legId, waiting, report.fetched());
    objects.handDone(legId, report.work(), handled(report));
    if (erase && report.kept() && !waiting.isEmpty()) {
      objects.keptWith(leg, waiting.getFirst().ord(), handled(report));
    }
    if (leg.state() == LegState.MANUAL_TASK && objects.count(legId, Progress.BY_HAND) == 0) {
      legs.move(leg, LegEvent.TASKS_CLOSED, null, actor);
    }
  }

  private void attach(UUID leg, List<Held> waiting, List<Fetched> fetched) {
    int part = 0;
    for (var file : waiting.isEmpty() ? List.<Fetched>of() : fetched) {
      exports.addFile(
          leg, waiting.getFirst().id(), part++, file.file(), file.name(), file.mediaType());
    }
  }

  private static Handled handled(Report report) {
    var until = report.presentUntil();
    boolean erase = report.purpose() == HandPurpose.ERASE;
    return switch (report.result()) {
      case DONE ->
          erase ? new Handled(Progress.ATTESTED, null, erased(report), until) : exported(report);
      case NOT_FOUND -> {
        var reason = "a human found nothing";
        yield new Handled(
            erase ? Progress.ATTESTED : Progress.ABSENT, reason, nothingThere(report), until);
      }
      case REFUSED ->
          report.byPerson()
              ? new Handled(
                  Progress.IMPOSSIBLE,
                  "only the person can do it there, and did not want to",
                  Fate.REFUSED_BY_PERSON,
                  until)
              : new Handled(
                  Progress.IMPOSSIBLE,
                  "whoever was asked to do it by hand could not",
                  Fate.REFUSED,
                  report.ground().orElse(null),
                  until);
    };
  }

  private static Fate erased(Report report) {
    return report.byPerson() ? Fate.ATTESTED_BY_PERSON : Fate.ATTESTED;
  }

  private static Fate nothingThere(Report report) {
    return report.byPerson() ? Fate.NOTHING_THERE_BY_PERSON : Fate.NOTHING_THERE;
  }

  /** An export without a file is the person's own: there is nothing of it to hand out here. */
  private static Handled exported(Report report) {
    var until = report.presentUntil();
    return report.fetched().isEmpty()
        ? new Handled(
            Progress.IMPOSSIBLE, "the person fetched it there", Fate.FETCHED_BY_PERSON, until)
        : new Handled(Progress.EXPORTED, null, null, until);
  }
}
