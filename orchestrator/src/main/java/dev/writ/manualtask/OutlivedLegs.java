package dev.writ.manualtask;

import dev.writ.schedule.RecurringWork;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Closes what an earlier version has left open of legs that were given up; see {@link EndedLegs}.
 */
@Component
class OutlivedLegs implements RecurringWork {
  private static final int PORTION = 500;
  private final TaskRecord tasks;
  private final ManualTasks service;

  OutlivedLegs(TaskRecord tasks, ManualTasks service) {
    this.tasks = tasks;
    this.service = service;
  }

  @Override
  public String name() {
    return "outlived-tasks";
  }

  @Override
  public String purpose() {
    return "Closes manual tasks of legs that were given up, or whose key is destroyed.";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public void run() {
    List<UUID> ended;
    do {
      ended = tasks.endedLegs(PORTION);
      ended.forEach(service::endOf);
    } while (ended.size() == PORTION);
  }
}
