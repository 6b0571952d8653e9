package dev.writ.manualtask;

import dev.writ.evidence.EvidenceLog;
import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.leg.ByHand;
import dev.writ.leg.HandPurpose;
import dev.writ.manualtask.TaskOwner.OfConnection;
import dev.writ.manualtask.TaskOwner.OfLeg;
import dev.writ.manualtask.TaskOwner.OfOffboarding;
import dev.writ.offboarding.HandRequests;
import dev.writ.offboarding.OffboardingHands;
import dev.writ.request.Assignments;
import dev.writ.request.Correspondence;
import dev.writ.request.RefusalGround;
import dev.writ.request.RequestChanged;
import dev.writ.request.SubjectsOwn;
import dev.writ.vault.Vault;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.VendorObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The way from a task to what it is part of, in the caller's transaction where it changes. */
@Component
class TaskOwners {
  private final Assignments assignments;
  private final Correspondence requests;
  private final ByHand byHand;
  private final OffboardingHands hands;
  private final Vault vault;
  private final Findings findings;
  private final EvidenceLog evidence;
  private final ApplicationEventPublisher events;

  TaskOwners(
      Assignments assignments,
      Correspondence requests,
      ByHand byHand,
      OffboardingHands hands,
      Vault vault,
      Findings findings,
      EvidenceLog evidence,
      ApplicationEventPublisher events) {
    this.assignments = assignments;
    this.requests = requests;
    this.byHand = byHand;
    this.hands = hands;
    this.vault = vault;
    this.findings = findings;
    this.evidence = evidence;
    this.events = events;
  }

  Sealer sealer(ManualTask task) {
    return switch (task.owner()) {
      case OfLeg of -> assignments.sealer(of.request());
      case OfOffboarding of -> hands.sealer(of.offboarding());
      case OfConnection of -> accounts();
    };
  }

  /** What is about an account and nobody in it lies under a standing key. */
  Sealer accounts() {
    return vault.standing("account-task");
  }

  /** The same; empty when the key was destroyed. */
  Optional<Sealer> findSealer(ManualTask task) {
    return switch (task.owner()) {
      case OfLeg of -> assignments.findSealer(of.request());
      case OfOffboarding of -> hands.findSealer(of.offboarding());
      case OfConnection of -> Optional.of(accounts());
    };
  }

  /** What the names of files are bound to that go into the owner's export. */
  static String exportContext(TaskOwner owner) {
    return switch (owner) {
      case OfLeg of -> "export/" + of.leg();
      case OfOffboarding of -> "export/" + of.offboarding();
      case OfConnection of -> throw new IllegalStateException("an account's task exports nothing");
    };
  }

  void note(ManualTask task, String what, ManualTask.State to, String actor) {
    var from = task.state().name();
    switch (task.owner()) {
      case OfLeg of -> evidence.append(of.request(), of.leg(), what, from, to.name(), actor);
      case OfOffboarding of -> evidence.appendOfRun(of.offboarding(), what, from, to.name(), actor);
      case OfConnection of -> evidence.appendOfRun(task.id(), what, from, to.name(), actor);
    }
  }

  /** The objects the task is about while it is open. */
  List<VendorObject> waiting(ManualTask task, Sealer sealer) {
    return switch (task.owner()) {
      case OfLeg of -> byHand.waiting(of.leg(), task.code(), sealer);
      case OfOffboarding of -> hands.waiting(of.offboarding(), purpose(task), task.code());
      case OfConnection of -> List.of();
    };
  }

  /**
   * What somebody says became of a task.
   *
   * @param ground by which law a refused task of a request is not done
   * @param reason in words; needed for REFUSED
   */
  record Word(ByHand.Result result, Optional<RefusalGround> ground, Optional<String> reason) {}

  /**
   * Holds the leg or offboarding until the transaction ends, before its task: who gives it up holds
   * them in this order too.
   */
  void hold(ManualTask task) {
    task.owner().findLeg().ifPresent(byHand::hold);
    task.owner().findOffboarding().ifPresent(hands::hold);
  }

  /** The laws of the request the task is part of; none of an offboarding's. */
  List<String> laws(ManualTask task) {
    return task.owner().findRequest().map(id -> requests.require(id).laws()).orElse(List.of());
  }

  /** Hands back what the task was about. */
  void takeBack(
      ManualTask task,
      Word word,
      List<ByHand.Fetched> fetched,
      Instant presentUntil,
      String actor) {
    var result = word.result();
    switch (task.owner()) {
      case OfLeg of -> {
        var report =
            new ByHand.Report(
                task.code(),
                HandPurpose.valueOf(task.purpose().name()),
                result,
                actor.equals(SubjectsOwn.ACTOR),
                word.ground().map(Enum::name),
                result == ByHand.Result.REFUSED
                    && word.ground().filter(RefusalGround.VENDOR_IMPOSSIBLE::equals).isEmpty(),
                fetched,
                presentUntil);
        byHand.takeBack(of.leg(), report, sealer(task), actor);
        events.publishEvent(new RequestChanged(of.request()));
      }
      case OfOffboarding of ->
          hands.takeBack(of.offboarding(), report(task, result, fetched, presentUntil));
      case OfConnection of -> judge(task, of.connection(), result);
    }
  }

  /** What is not as it should be stays found until somebody can say that it is. */
  private void judge(ManualTask task, UUID connection, ByHand.Result result) {
    var key = settingKey(connection, task.code());
    if (result == ByHand.Result.DONE) {
      findings.over(key);
    } else {
      findings.raise(
          FindingDraft.about(
              connection,
              "SETTING_NOT_CONFIRMED",
              key,
              Severity.MEDIUM,
              task.code()
                  + ": whoever looked could not confirm that the account is set as it should be;"
                  + " the reason stands in manual task "
                  + task.id()));
    }
  }

  /** Nothing is amiss with these settings any more. */
  void settled(UUID connection, List<String> codes) {
    findings.over(codes.stream().map(code -> settingKey(connection, code)).toList());
  }

  private static String settingKey(UUID connection, String code) {
    return "setting/" + connection + "/" + code;
  }

  private static OffboardingHands.Report report(
      ManualTask task, ByHand.Result result, List<ByHand.Fetched> fetched, Instant presentUntil) {
    var files =
        fetched.stream()
            .map(file -> new OffboardingHands.Fetched(file.file(), file.name(), file.mediaType()))
            .toList();
    return new OffboardingHands.Report(
        task.code(),
        purpose(task),
        OffboardingHands.Result.valueOf(result.name()),
        files,
        presentUntil);
  }

  private static HandRequests.Purpose purpose(ManualTask task) {
    return HandRequests.Purpose.valueOf(task.purpose().name());
  }
}
