package dev.writ.manualtask;

import dev.writ.schedule.RecurringWork;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.springframework.stereotype.Component;

/**
 * Closes what an earlier version has left open of what has ended for good; see {@link EndedLegs}
 * and {@link EndedOffboardings}.
 */
@Component
class OutlivedTasks implements RecurringWork {
  private static final int PORTION = 500;
  private final TaskRecord tasks;
  private final ManualTasks service;

  OutlivedTasks(TaskRecord tasks, ManualTasks service) {
    this.tasks = tasks;
    this.service = service;
  }

  @Override
  public String name() {
    return "outlived-tasks";
  }

  @Override
  public String purpose() {
    return "Closes manual tasks of legs and offboardings that were given up, or whose key is"
        + " destroyed.";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public void run() {
    end(tasks::endedLegs, service::endOf);
    end(tasks::endedOffboardings, service::endOfOffboarding);
  }

  private static void end(IntFunction<List<UUID>> portions, Consumer<UUID> end) {
    List<UUID> ended;
    do {
      ended = portions.apply(PORTION);
      ended.forEach(end);
    } while (ended.size() == PORTION);
  }
}
