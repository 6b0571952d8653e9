package dev.writ.manualtask;

import dev.writ.vault.OwnerOnlyFile;
import dev.writ.vault.Vault;
import dev.writ.vendor.spi.ManualWork;
import dev.writ.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One-time links by which a person confirms a task: random, kept as a keyed hash, shown once. */
@Component
class TaskLinks {
  private final TaskRecord tasks;
  private final ManualTasks service;
  private final Vault vault;
  private final Clock clock;

  TaskLinks(TaskRecord tasks, ManualTasks service, Vault vault, Clock clock) {
    this.tasks = tasks;
    this.service = service;
    this.vault = vault;
    this.clock = clock;
  }

  /** A link that was just made. */
  record Link(String word, Instant until) {
    @Override
    public String toString() {
      return "Link[***]";
    }
  }

  /** A new link; the one before ends. */
  @Transactional
  Link make(UUID id, long version, Duration life, String actor) {
    var task = service.open(id, version);
    if (task.doer() != ManualWork.Doer.SUBJECT) {
      throw Problem.conflict("this is not the person's to do");
    }
    var word = OwnerOnlyFile.newToken();
    var until = clock.instant().plus(life).truncatedTo(ChronoUnit.MICROS);
    tasks.link(task, hash(word), until);
    service.note(task, "TASK_LINKED", task.state(), actor);
    return new Link(word, until);
  }

  /** The open task behind a link that still works. */
  Optional<ManualTask> find(String word) {
    return tasks.findLinked(hash(word), clock.instant());
  }

  private byte[] hash(String word) {
    return vault.hash("task-link", word);
  }
}
