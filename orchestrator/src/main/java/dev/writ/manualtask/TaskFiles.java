package dev.writ.manualtask;

import dev.writ.manualtask.TaskRecord.Evidence;
import dev.writ.vault.SealedFiles;
import dev.writ.web.Problem;
import dev.writ.web.Upload;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Files that show what was done: looked at for what they are, sealed as they come. */
@Component
class TaskFiles {
  private final TaskRecord tasks;
  private final ManualTasks service;
  private final SealedFiles files;
  private final TransactionTemplate transaction;
  private final Clock clock;

  TaskFiles(
      TaskRecord tasks,
      ManualTasks service,
      SealedFiles files,
      TransactionTemplate transaction,
      Clock clock) {
    this.transaction = transaction;
    this.tasks = tasks;
    this.service = service;
    this.files = files;
    this.clock = clock;
  }

  /**
   * Keeps one file.
   *
   * @throws Problem when the task is closed, the content is not what it is called, or too much
   */
  Evidence add(UUID id, Upload upload, String actor) throws IOException {
    var task = ManualTasks.open(tasks.require(id));
    var file = upload.checked();
    var sealer = service.sealer(task);
    SealedFiles.Kept kept;
    try {
      kept =
          switch (task.owner()) {
            case TaskOwner.OfLeg of ->
                files.keep(of.request(), sealer, file.content(), Upload.MOST_BYTES);
            case TaskOwner.OfOffboarding of ->
                files.keep(
                    "offboarding/" + of.offboarding(), sealer, file.content(), Upload.MOST_BYTES);
            case TaskOwner.OfConnection of ->
                files.keep(
                    "connection/" + of.connection(), sealer, file.content(), Upload.MOST_BYTES);
          };
    } catch (SealedFiles.TooLong tooLong) {
      throw Problem.tooLarge();
    }
    var evidence =
        new Evidence(
            UUID.randomUUID(),
            kept.id(),
            sealer.seal(file.name(), ManualTask.context(id)),
            file.mediaType(),
            kept.size(),
            kept.sha256(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            actor);
    try {
      transaction.executeWithoutResult(tx -> enter(evidence, id, actor));
    } catch (RuntimeException closedMeanwhile) {
      files.forget(kept.id());
      throw closedMeanwhile;
    }
    return evidence;
  }

  /**
   * The upload may have taken long: the task is held, so that what is entered is also handed out.
   */
  private void enter(Evidence evidence, UUID id, String actor) {
    var task = ManualTasks.open(tasks.lock(id));
    tasks.evidence(id, evidence);
    service.note(task, "TASK_EVIDENCE", task.state(), actor);
  }

  Evidence require(UUID task, UUID id) {
    var of = tasks.require(task);
    service.sealer(of);
    var found =
        tasks.evidence(of.id()).stream()
            .filter(evidence -> evidence.id().equals(id))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("no such evidence"));
    if (!files.there(found.file())) {
      throw Problem.gone(
          "this file was taken home from the vendor, and was destroyed; its size and sum remain");
    }
    return found;
  }

  void write(UUID task, Evidence evidence, OutputStream out) throws IOException {
    files.write(evidence.file(), service.sealer(tasks.require(task)), out);
  }
}
