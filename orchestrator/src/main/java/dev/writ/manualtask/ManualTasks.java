package dev.writ.manualtask;

import dev.writ.leg.ByHand;
import dev.writ.leg.ByHand.Fetched;
import dev.writ.leg.LegRecord;
import dev.writ.lifecycle.StaleVersion;
import dev.writ.manualtask.TaskOwner.OfLeg;
import dev.writ.manualtask.TaskOwners.Word;
import dev.writ.request.RefusalGround;
import dev.writ.request.SubjectsOwn;
import dev.writ.vault.SealedFiles;
import dev.writ.vault.Unopenable;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people do with manual tasks. Each action is one transaction with its evidence entry; when a
 * task is closed its objects go back to its leg or offboarding, and the engine hears of it after
 * the commit.
 */
@Service
class ManualTasks {
  private static final Logger LOG = LoggerFactory.getLogger(ManualTasks.class);
  private final TaskRecord tasks;
  private final TaskOwners owners;
  private final SealedFiles files;
  private final Clock clock;

  ManualTasks(TaskRecord tasks, TaskOwners owners, SealedFiles files, Clock clock) {
    this.tasks = tasks;
    this.owners = owners;
    this.files = files;
    this.clock = clock;
  }

  /** Assigns the task or moves its due day; null leaves as it is. */
  @Transactional
  ManualTask change(
      UUID id, long version, @Nullable String assignee, @Nullable LocalDate dueOn, String actor) {
    var task = open(id, version);
    if (dueOn != null && dueOn.isBefore(LocalDate.ofInstant(now(), ZoneOffset.UTC))) {
      throw Problem.invalid("dueOn lies in the past");
    }
    tasks.change(task, assignee, dueOn);
    note(task, "TASK_CHANGED", task.state(), actor);
    return tasks.require(id);
  }

  @Transactional
  ManualTask comment(UUID id, String text, String actor) {
    var task = tasks.require(id);
    tasks.comment(id, now(), actor, sealer(task).seal(text, ManualTask.context(id)));
    return task;
  }

  /**
   * Says what became of the task. Who refuses one of a request gives the ground in law, because the
   * person has to be told it.
   *
   * @throws Problem unprocessable, when ground or reason are missing, or do not belong to it
   */
  @Transactional
  ManualTask close(UUID id, long version, Word word, String actor) {
    owners.hold(tasks.require(id));
    var task = open(id, version);
    check(task, word);
    return close(task, word, actor);
  }

  private void check(ManualTask task, Word word) {
    boolean wanted = word.result() == ByHand.Result.REFUSED && task.owner() instanceof OfLeg;
    if (wanted && word.ground().isEmpty()) {
      throw Problem.invalid(
          "REFUSED needs a ground: the person is told by which law it was not done");
    }
    if (!wanted && word.ground().isPresent()) {
      throw Problem.invalid("ground goes with REFUSED of a request's task");
    }
    word.ground().ifPresent(ground -> check(ground, task.purpose(), owners.laws(task)));
  }

  private static void check(RefusalGround ground, TaskPurpose purpose, List<String> laws) {
    if (ground.wholeRequest()) {
      throw Problem.invalid("ground refuses a whole request: deny the request instead");
    }
    if (laws.stream().noneMatch(ground::knownTo)) {
      throw Problem.invalid("ground is not known to any law of this request");
    }
    if (purpose == TaskPurpose.EXPORT && !ground.exceptsFromAccess()) {
      throw Problem.invalid("ground excepts from erasure only; a copy is kept back on another");
    }
    if (purpose == TaskPurpose.ERASE && !ground.exceptsFromErasure()) {
      throw Problem.invalid("ground keeps a copy back only; what is to be erased stays on another");
    }
  }

  /** The same by the person, whose link says which task. */
  @Transactional
  void closeBySubject(ManualTask task, ByHand.Result result) {
    var reason =
        result == ByHand.Result.REFUSED
            ? Optional.of("the person says no")
            : Optional.<String>empty();
    owners.hold(task);
    close(task, new Word(result, Optional.empty(), reason), SubjectsOwn.ACTOR);
  }

  private ManualTask close(ManualTask task, Word word, String actor) {
    var result = word.result();
    if (result == ByHand.Result.REFUSED && word.reason().isEmpty()) {
      throw Problem.invalid("REFUSED needs a reason");
    }
    if (task.purpose() == TaskPurpose.LOOK_UP) {
      checkLookedUp(task, result);
    }
    var sealer = sealer(task);
    var fetched = fetched(task, result, actor, sealer);
    var state = ManualTask.State.valueOf(result.name());
    var reason = word.reason().map(text -> sealer.seal(text, ManualTask.context(task.id())));
    tasks.close(task, state, reason.orElse(null), now(), actor);
    note(task, "TASK_CLOSED", state, actor);
    word.ground().ifPresent(ground -> note(task, "GROUND_" + ground.name(), state, actor));
    if (task.purpose() == TaskPurpose.LOOK_UP && result == ByHand.Result.DONE) {
      forgetEarlier(task, actor);
    }
    var vendorTime =
        result == ByHand.Result.DONE ? described(task, sealer).vendorTime() : Duration.ZERO;
    owners.takeBack(task, word, fetched, now().plus(vendorTime), actor);
    return tasks.require(task.id());
  }

  /** What was written and shown before lies under a key that never ends, and proves nothing now. */
  private void forgetEarlier(ManualTask shown, String actor) {
    for (var earlier : tasks.earlierLookUps(shown)) {
      var gone = tasks.forgetWords(earlier.id());
      if (!gone.isEmpty()) {
        files.forget(gone.toArray(UUID[]::new));
        note(earlier, "TASK_EVIDENCE_ERASED", earlier.state(), actor);
      }
    }
  }

  /** The account was left: whoever was to look up its settings need not, and nothing is amiss. */
  @Transactional
  void endLookUps(UUID connection) {
    end(tasks.openLookUps(connection), "the vendor was left");
    owners.settled(connection, tasks.lookedUp(connection));
  }

  /** The leg was given up: nobody needs to do anything there, and nothing comes back. */
  @Transactional
  void endOf(UUID leg) {
    end(tasks.openOf(leg), "the request does not go on at this vendor");
  }

  /** The key is destroyed: nobody can read any more what was to be done, nor a reason. */
  @Transactional
  void endOfRequest(UUID request) {
    tasks.openOfRequest(request).forEach(task -> end(task, null));
  }

  /** The offboarding was cancelled, or ends with its key. */
  @Transactional
  void endOfOffboarding(UUID offboarding) {
    end(tasks.openOfOffboarding(offboarding), "the offboarding is over");
  }

  private void end(List<ManualTask> open, String why) {
    for (var task : open) {
      var reason = openable(task).map(sealer -> sealer.seal(why, ManualTask.context(task.id())));
      end(task, reason.orElse(null));
    }
  }

  private void end(ManualTask task, byte @Nullable [] reason) {
    tasks.close(task, ManualTask.State.REFUSED, reason, now(), LegRecord.SYSTEM);
    note(task, "TASK_CLOSED", ManualTask.State.REFUSED, LegRecord.SYSTEM);
  }

  /** Without a reason a task ends all the same: nothing waits for a key that nobody can open. */
  private Optional<Sealer> openable(ManualTask task) {
    try {
      return owners.findSealer(task);
    } catch (Unopenable unreadable) {
      LOG.warn("the key of manual task {} cannot be opened", task.id());
      return Optional.empty();
    }
  }

  /** Nothing can be read afterwards that would show it: the file is all there is. */
  private void checkLookedUp(ManualTask task, ByHand.Result result) {
    switch (result) {
      case DONE -> {
        if (tasks.evidence(task.id()).isEmpty()) {
          throw Problem.conflict(
              "a setting is looked up when what shows it is uploaded as evidence");
        }
      }
      case NOT_FOUND ->
          throw Problem.invalid(
              "a setting that was looked up is DONE, one that was not is REFUSED");
      case REFUSED -> {}
    }
  }

  /**
   * What was fetched by hand goes into the answer to the person; what the person fetched is with
   * the person already.
   */
  private List<Fetched> fetched(
      ManualTask task, ByHand.Result result, String actor, Sealer sealer) {
    if (task.purpose() != TaskPurpose.EXPORT || result != ByHand.Result.DONE) {
      return List.of();
    }
    var files = tasks.evidence(task.id());
    if (files.isEmpty() && !actor.equals(SubjectsOwn.ACTOR)) {
      throw Problem.conflict("an export is done when its files are uploaded as evidence");
    }
    return files.stream()
        .map(
            file ->
                new Fetched(
                    file.file(),
                    sealer.seal(
                        sealer.open(file.name(), ManualTask.context(task.id())),
                        TaskOwners.exportContext(task.owner())),
                    file.mediaType()))
        .toList();
  }

  /** The task, held by the caller's transaction, open and as the caller read it. */
  ManualTask open(UUID id, long version) {
    var task = open(tasks.lock(id));
    if (task.version() != version) {
      throw new StaleVersion();
    }
    return task;
  }

  /** The same task, which must not be closed. */
  static ManualTask open(ManualTask task) {
    if (!task.open()) {
      throw Problem.conflict("the task is closed");
    }
    return task;
  }

  void note(ManualTask task, String what, ManualTask.State to, String actor) {
    owners.note(task, what, to, actor);
  }

  /** The vendor's steps as they were when the task was opened. */
  ManualWork described(ManualTask task, Sealer sealer) {
    return VendorHttp.JSON.readValue(
        sealer.open(task.described(), ManualTask.context(task.id())), ManualWork.class);
  }

  Sealer sealer(ManualTask task) {
    return owners.sealer(task);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
