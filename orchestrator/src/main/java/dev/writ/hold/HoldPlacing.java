package dev.writ.hold;

import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.leg.LegRecord;
import dev.writ.leg.Withholding;
import dev.writ.request.Assignments;
import dev.writ.request.Monitored;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Puts a new hold into force, whoever places it, and says what it came too late for. */
@Component
class HoldPlacing {
  private final HoldRecord holds;
  private final HoldSubjects subjects;
  private final Withholding withholding;
  private final LegRecord legs;
  private final Assignments assignments;
  private final Monitored requests;
  private final Findings findings;

  HoldPlacing(
      HoldRecord holds,
      HoldSubjects subjects,
      Withholding withholding,
      LegRecord legs,
      Assignments assignments,
      Monitored requests,
      Findings findings) {
    this.holds = holds;
    this.subjects = subjects;
    this.withholding = withholding;
    this.legs = legs;
    this.assignments = assignments;
    this.requests = requests;
    this.findings = findings;
  }

  /** Adds it and marks at once what it covers; after {@link Withholding#alone}. */
  @Transactional(propagation = Propagation.MANDATORY)
  Hold place(HoldDraft draft, String actor) {
    var id = add(draft, actor);
    for (var reached : holds.reached(id)) {
      var request = legs.require(reached).request();
      withholding.mark(reached, assignments.findSealer(request).orElse(null));
      requests.stirred(request);
    }
    return holds.require(id);
  }

  /**
   * The same for a caller that holds a request already, and so must not wait for the lock of all
   * holds: what it covers is marked by whoever looks next, at the latest before its erase is sent;
   * an erase that is being sent at this very moment is not told as too late.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void placeUnmarked(HoldDraft draft, String actor) {
    var id = add(draft, actor);
    holds.reached(id).stream()
        .map(reached -> legs.require(reached).request())
        .distinct()
        .forEach(requests::stirred);
  }

  private UUID add(HoldDraft draft, String actor) {
    if (draft.cover().ofPerson()) {
      subjects.complete();
    }
    var id = holds.add(draft, actor);
    holds.late(id, draft.cover().named());
    tellTooLate(holds.require(id));
    return id;
  }

  private void tellTooLate(Hold hold) {
    int late = holds.effects(hold.id()).stream().mapToInt(Hold.Effect::tooLate).sum();
    if (late > 0) {
      findings.raise(
          new FindingDraft(
              "HOLD_TOO_LATE",
              lateKey(hold.id()),
              Severity.HIGH,
              Optional.ofNullable(hold.cover().connection()),
              Optional.ofNullable(hold.cover().request()),
              Optional.ofNullable(hold.cover().leg()),
              "The hold %s came too late for %d objects, which had been sent or given to a human. "
                      .formatted(hold.id(), late)
                  + "Close open manual tasks as REFUSED, and ask the vendor for the rest."));
    }
  }

  static String lateKey(UUID hold) {
    return "hold-too-late/" + hold;
  }
}
