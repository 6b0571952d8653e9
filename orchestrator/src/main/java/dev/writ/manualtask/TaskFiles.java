package dev.writ.manualtask;

import dev.writ.manualtask.TaskRecord.Evidence;
import dev.writ.vault.SealedFiles;
import dev.writ.web.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Files that show what was done: looked at for what they are, sealed as they come. */
@Component
class TaskFiles {
  private static final long MOST_BYTES = 256L << 20;

  /** What may be uploaded, and what each may look like from the inside. */
  private static final Map<String, Set<String>> TYPES =
      Map.of(
          "application/pdf", Set.of("application/pdf"),
          "image/png", Set.of("image/png"),
          "image/jpeg", Set.of("image/jpeg"),
          "text/plain", Set.of("text/plain"),
          "text/csv", Set.of("text/plain"),
          "application/zip", Set.of("application/zip"));

  private final TaskRecord tasks;
  private final ManualTasks service;
  private final SealedFiles files;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Detector detector = new DefaultDetector();

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
  Evidence add(UUID id, String name, String mediaType, InputStream content, String actor)
      throws IOException {
    var task = ManualTasks.open(tasks.require(id));
    var buffered = new BufferedInputStream(content, 1 << 16);
    checkType(mediaType, buffered);
    var sealer = service.sealer(task);
    SealedFiles.Kept kept;
    try {
      kept =
          switch (task.owner()) {
            case TaskOwner.OfLeg of -> files.keep(of.request(), sealer, buffered, MOST_BYTES);
            case TaskOwner.OfOffboarding of ->
                files.keepOfRun(of.offboarding(), sealer, buffered, MOST_BYTES);
          };
    } catch (SealedFiles.TooLong tooLong) {
      throw Problem.tooLarge();
    }
    var evidence =
        new Evidence(
            UUID.randomUUID(),
            kept.id(),
            sealer.seal(name, ManualTask.context(id)),
            mediaType,
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

  /** Looks at the beginning and puts it back. */
  private void checkType(String mediaType, BufferedInputStream content) throws IOException {
    content.mark(1 << 16);
    if (content.read() < 0) {
      throw Problem.body("there is no file in the body");
    }
    content.reset();
    content.mark(1 << 16);
    var head = content.readNBytes((1 << 16) - 1);
    content.reset();
    var seen = detector.detect(TikaInputStream.get(head), new Metadata()).getBaseType();
    if (!TYPES.getOrDefault(mediaType, Set.of()).contains(seen.toString())) {
      throw Problem.invalid("the content is not what Content-Type says");
    }
  }

  Evidence require(UUID task, UUID id) {
    return tasks.evidence(tasks.require(task).id()).stream()
        .filter(evidence -> evidence.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("no such evidence"));
  }

  void write(UUID task, Evidence evidence, OutputStream out) throws IOException {
    files.write(evidence.file(), service.sealer(tasks.require(task)), out);
  }
}
