package dev.writ.hold;

import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.leg.LegRecord;
import dev.writ.leg.Withholding;
import dev.writ.request.Assignments;
import dev.writ.request.Monitored;
import dev.writ.vault.Unopenable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts a new hold into force, whoever places it, and says what it came too late for. */
@Component
class HoldPlacing {
  private static final Logger LOG = LoggerFactory.getLogger(HoldPlacing.class);

  private final HoldRecord holds;
  private final HoldSubjects subjects;
  private final Withholding withholding;
  private final LegRecord legs;
  private final Assignments assignments;
  private final Monitored requests;
  private final Findings findings;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate apart;

  HoldPlacing(
      HoldRecord holds,
      HoldSubjects subjects,
      Withholding withholding,
      LegRecord legs,
      Assignments assignments,
      Monitored requests,
      Findings findings,
      ApplicationEventPublisher events,
      PlatformTransactionManager transactions) {
    this.events = events;
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
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
    holds.reached(id).forEach(this::mark);
    return holds.require(id);
  }

  /** What a hold reaches that could not be marked where it was placed. */
  record Unmarked(List<UUID> legs) {
    Unmarked {
      legs = List.copyOf(legs);
    }
  }

  /**
   * The same for a caller that holds a request already, and so must not wait for the lock of all
   * holds: what it covers is marked after the commit. If that fails, or the process dies before it,
   * whoever looks next marks it, at the latest before its erase is sent. An erase that is being
   * sent at this very moment is not told as too late.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void placeUnmarked(HoldDraft draft, String actor) {
    var id = add(draft, actor);
    events.publishEvent(new Unmarked(holds.reached(id)));
  }

  @TransactionalEventListener
  void placed(Unmarked reached) {
    for (var leg : reached.legs()) {
      try {
        apart.executeWithoutResult(tx -> mark(leg));
      } catch (Unopenable unreadable) {
        LOG.warn("leg {}: its request's key cannot be opened, and what is held is not marked", leg);
      }
    }
  }

  private void mark(UUID leg) {
    var request = legs.require(leg).request();
    withholding.mark(leg, assignments.findSealer(request).orElse(null));
    requests.stirred(request);
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
