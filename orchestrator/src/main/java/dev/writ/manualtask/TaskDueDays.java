package dev.writ.manualtask;

import dev.writ.clock.DueMoved;
import dev.writ.vault.Vault.Sealer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Moves the days of open tasks when the law's day moves; a day that an officer set stays. */
@Component
class TaskDueDays {
  private static final String SYSTEM = "SYSTEM";
  private final TaskRecord tasks;
  private final TaskOwners owners;
  private final ManualTasks described;
  private final Clock clock;

  TaskDueDays(TaskRecord tasks, TaskOwners owners, ManualTasks described, Clock clock) {
    this.tasks = tasks;
    this.owners = owners;
    this.described = described;
    this.clock = clock;
  }

  @EventListener
  void moved(DueMoved moved) {
    for (var task : tasks.followingTheClock(moved.request())) {
      owners.findSealer(task).ifPresent(sealer -> move(task, moved.safeDue(), sealer));
    }
  }

  private void move(ManualTask task, LocalDate answer, Sealer sealer) {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    var due = TaskDue.of(answer, described.described(task, sealer).vendorTime(), today);
    if (!due.equals(task.dueOn())) {
      tasks.due(task.id(), due);
      owners.note(task, "TASK_DUE_MOVED", task.state(), SYSTEM);
    }
  }
}
