package dev.writ.offboarding;

import dev.writ.connection.ConnectionService;
import dev.writ.connection.VendorCatalogue;
import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.lifecycle.OffboardingEvent;
import dev.writ.lifecycle.OffboardingState;
import dev.writ.lifecycle.StaleVersion;
import dev.writ.offboarding.Offboarding.OpenRequests;
import dev.writ.offboarding.Sights.Kind;
import dev.writ.offboarding.Sights.Look;
import dev.writ.offboarding.Sights.Outcome;
import dev.writ.workflow.OffboardingStep;
import dev.writ.workflow.OffboardingStep.Part;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What the engine asks about an offboarding: where it stands, judged by the record alone. */
@Service
public class OffboardingProgress {
  private static final int MOST_PASSES = 6;
  private final OffboardingRecord record;
  private final Stock stock;
  private final Absences absences;
  private final Luggage luggage;
  private final Keyring keys;
  private final Sights sights;
  private final WatchPlan watchPlan;
  private final Conclusion conclusion;
  private final Plan plan;
  private final OpenLegs legs;
  private final OpenDrills drills;
  private final Findings findings;
  private final HandRequests hands;
  private final ConnectionService connections;
  private final VendorCatalogue vendors;
  private final Polls polls;
  private final TransactionTemplate transaction;

  OffboardingProgress(
      OffboardingRecord record,
      Stock stock,
      Absences absences,
      Luggage luggage,
      Keyring keys,
      Sights sights,
      WatchPlan watchPlan,
      Conclusion conclusion,
      Plan plan,
      OpenLegs legs,
      OpenDrills drills,
      Findings findings,
      HandRequests hands,
      ConnectionService connections,
      VendorCatalogue vendors,
      Polls polls,
      TransactionTemplate transaction) {
    this.record = record;
    this.stock = stock;
    this.absences = absences;
    this.luggage = luggage;
    this.keys = keys;
    this.sights = sights;
    this.watchPlan = watchPlan;
    this.conclusion = conclusion;
    this.plan = plan;
    this.legs = legs;
    this.drills = drills;
    this.findings = findings;
    this.hands = hands;
    this.connections = connections;
    this.vendors = vendors;
    this.polls = polls;
    this.transaction = transaction;
  }

  /** Offboardings that an engine must be working on. */
  public List<UUID> atWork() {
    return record.atWork();
  }

  /** Takes it as far as the record allows now, and says what the engine has to do. */
  public OffboardingStep advance(UUID id) {
    while (true) {
      var now = record.require(id);
      try {
        var step = step(now);
        if (step.isPresent()) {
          return step.get();
        }
      } catch (StaleVersion movedMeanwhile) {
        // read it again
      }
    }
  }

  /** Empty when it has moved and is to be looked at again. */
  private Optional<OffboardingStep> step(Offboarding now) {
    if (now.state().over()) {
      return Optional.of(OffboardingStep.over());
    }
    if (now.stuck()) {
      return Optional.of(OffboardingStep.rest());
    }
    var left =
        now.nextAttemptAt().map(at -> Duration.between(polls.now(), at)).orElse(Duration.ZERO);
    if (left.isPositive()) {
      return Optional.of(OffboardingStep.waiting(left.toMillis() + 1));
    }
    if (now.outgrown()) {
      return Optional.of(OffboardingStep.rest());
    }
    return switch (now.state()) {
      case OPENED ->
          now.plannedAt().isEmpty() ? work(now, Part.PLAN) : Optional.of(OffboardingStep.rest());
      case FROZEN -> frozen(now);
      case EXPORTING -> exporting(now);
      case ERASING -> erasing(now);
      case REVOKING -> revoking(now);
      case PROBING, WATCHING -> looking(now);
      case CERTIFIED, BREACHED, CANCELLED -> Optional.of(OffboardingStep.over());
    };
  }

  private Optional<OffboardingStep> work(Offboarding now, Part part) {
    return Optional.of(OffboardingStep.work(part, connections.require(now.connection()).queue()));
  }

  /** Open requests end first: all of them, or those that must read before anything is erased. */
  private Optional<OffboardingStep> frozen(Offboarding now) {
    if (legs.count(now.connection(), now.openRequests() == OpenRequests.FINISH) > 0
        || legs.held(now.connection())) {
      return Optional.of(OffboardingStep.waiting(polls.sweep().toMillis()));
    }
    if (drills.unfinishedAt(now.connection())) {
      return Optional.of(OffboardingStep.waiting(polls.sweep().toMillis()));
    }
    if (now.listedAt().isEmpty()) {
      return work(now, Part.LIST);
    }
    if (plan.outgrown(now.id())) {
      return approveAgain(now);
    }
    return moved(now, now.returnData() ? OffboardingEvent.EXPORT : OffboardingEvent.ERASE);
  }

  private Optional<OffboardingStep> exporting(Offboarding now) {
    if (luggage.anyUntaken(now.id())) {
      return work(now, Part.EXPORT);
    }
    if (legs.held(now.connection())) {
      return Optional.of(OffboardingStep.waiting(polls.sweep().toMillis()));
    }
    if (luggage.count(now.id(), Luggage.Taken.BY_HAND) > 0) {
      return Optional.of(OffboardingStep.rest());
    }
    if (record.findManifest(now.id()).isEmpty()) {
      return work(now, Part.EXPORT);
    }
    return now.accepted()
        ? moved(now, OffboardingEvent.ERASE)
        : Optional.of(OffboardingStep.rest());
  }

  private Optional<OffboardingStep> erasing(Offboarding now) {
    var id = now.id();
    if (plan.outgrown(id)) {
      return approveAgain(now);
    }
    if (legs.held(now.connection())) {
      return Optional.of(OffboardingStep.waiting(polls.sweep().toMillis()));
    }
    if (stock.count(id, Stock.Progress.FOUND, Stock.Progress.PROCESSING) > 0) {
      return now.pass() > MOST_PASSES
          ? stays(now, "the vendor still shows what it says it has erased")
          : work(now, Part.ERASE);
    }
    if (stock.count(id, Stock.Progress.BY_HAND) > 0) {
      return Optional.of(OffboardingStep.rest());
    }
    if (absences.anyUnlistedUnseen(id)) {
      return work(now, Part.ERASE);
    }
    if (now.listedAt().isEmpty()) {
      return work(now, Part.LIST);
    }
    if (now.passFound() > 0 || absences.anyListedUnseen(id)) {
      listAgain(now);
      return Optional.empty();
    }
    if (stock.count(id, Stock.Progress.REFUSED) > 0) {
      return stays(now, "the vendor refuses to erase some objects");
    }
    if (legs.count(now.connection(), true) > 0) {
      return Optional.of(OffboardingStep.waiting(polls.sweep().toMillis()));
    }
    return moved(now, OffboardingEvent.REVOKE);
  }

  /** Two people approved less than what was found: nothing is erased before they have seen it. */
  private Optional<OffboardingStep> approveAgain(Offboarding now) {
    transaction.executeWithoutResult(
        tx -> {
          record.lock(now.id(), now.version());
          plan.grow(now.id());
          record.approveAgain(
              now.id(), "more was found than was approved: two approvers must look again");
          record.noted(now, "OUTGROWN", OffboardingRecord.SYSTEM);
        });
    return Optional.of(OffboardingStep.rest());
  }

  /** The lists may lag behind the erases, and a vendor may lie. */
  private void listAgain(Offboarding now) {
    var settling = vendors.require(now.vendor()).descriptor().settling();
    var wait = now.pass() == 1 ? Duration.ZERO : polls.backoff(now.pass());
    var longer = settling.compareTo(wait) > 0 ? settling : wait;
    record.listAgain(now.id(), now.pass() + 1, polls.now().plus(longer));
  }

  private Optional<OffboardingStep> revoking(Offboarding now) {
    var id = now.id();
    if (plan.outgrown(id)) {
      return approveAgain(now);
    }
    if (keys.count(id, Keyring.Progress.FOUND) > 0 || !keys.any(id)) {
      return work(now, Part.REVOKE);
    }
    if (keys.count(id, Keyring.Progress.BY_HAND) > 0) {
      return Optional.of(OffboardingStep.rest());
    }
    if (keys.count(id, Keyring.Progress.REFUSED) > 0) {
      return stays(now, "some rights could not be taken away");
    }
    transaction.executeWithoutResult(
        tx -> {
          record.move(now, OffboardingEvent.PROBE, OffboardingRecord.SYSTEM);
          watchPlan.probe(now);
        });
    return Optional.empty();
  }

  /** A person must decide: try again, or leave it behind and end in a breach. */
  private Optional<OffboardingStep> stays(Offboarding now, String what) {
    transaction.executeWithoutResult(
        tx -> {
          record.stuck(now.id(), what + ": retry, or leave it behind");
          findings.raise(
              FindingDraft.about(
                  now.connection(),
                  "LEFT_BEHIND",
                  "offboarding/" + now.id() + "/LEFT_BEHIND",
                  Severity.HIGH,
                  "A vendor is being left and " + what + "."));
        });
    return Optional.of(OffboardingStep.rest());
  }

  private Optional<OffboardingStep> looking(Offboarding now) {
    var all = sights.of(now.id(), now.round());
    var open = all.stream().filter(look -> look.lookedAt().isEmpty()).toList();
    var seen = all.stream().filter(look -> look.lookedAt().isPresent()).toList();
    if (seen.stream().anyMatch(look -> look.outcome().orElseThrow() == Outcome.UNCLEAR)) {
      record.stuck(now.id(), "the vendor answers neither way: retry when it does");
      return Optional.empty();
    }
    if (seen.stream().anyMatch(look -> !look.outcome().orElseThrow().good())) {
      conclusion.breach(now);
      return Optional.empty();
    }
    if (!open.isEmpty()) {
      return next(now, open.getFirst());
    }
    if (now.state() == OffboardingState.PROBING) {
      transaction.executeWithoutResult(
          tx -> {
            record.move(now, OffboardingEvent.WATCH, OffboardingRecord.SYSTEM);
            watchPlan.watch(now);
          });
      return Optional.empty();
    }
    return conclusion.end(now) ? Optional.empty() : Optional.of(OffboardingStep.rest());
  }

  private Optional<OffboardingStep> next(Offboarding now, Look look) {
    var left = Duration.between(polls.now(), look.dueAt());
    if (left.isPositive()) {
      return Optional.of(OffboardingStep.waiting(left.toMillis() + 1));
    }
    if (look.kind() == Kind.ACCESS) {
      return work(now, Part.PROBE);
    }
    var other = connections.require(now.verifyWith().orElseThrow());
    return Optional.of(OffboardingStep.work(Part.LOOK, other.queue()));
  }

  private Optional<OffboardingStep> moved(Offboarding now, OffboardingEvent event) {
    transaction.executeWithoutResult(
        tx -> {
          record.move(now, event, OffboardingRecord.SYSTEM);
          if (event == OffboardingEvent.ERASE) {
            luggage.closed(now.id());
            emptyByHand(now);
          }
        });
    return Optional.empty();
  }

  /** Where no list shows what an account holds, only a human can empty it. */
  private void emptyByHand(Offboarding now) {
    if (vendors.require(now.vendor()).inventory().isEmpty()) {
      var sealer = record.sealer(now.id());
      stock.accountByHand(now.id(), HandOver.EMPTY_ACCOUNT.code(), sealer);
      hands.ask(now, HandRequests.Purpose.ERASE, HandOver.EMPTY_ACCOUNT, 1, sealer);
    }
  }
}
