package dev.writ.engine;

import dev.writ.schedule.Turns;
import dev.writ.settings.WritSettings;
import dev.writ.settings.WritSettings.EngineKind;
import dev.writ.settings.WritSettings.Role;
import dev.writ.workflow.RecurringActivities;
import dev.writ.workflow.RecurringWorkflow;
import dev.writ.workflow.RecurringWorkflowImpl;
import dev.writ.workflow.TurnEnd;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Recurring work. A real server starts each turn by its own schedule; where there is none, a ticker
 * starts what the record calls due.
 */
@Component
class RecurringRoom implements EngineRoom {
  private final Turns turns;
  private final EngineGate gate;
  private final Steps steps;
  private final boolean serverKeepsTime;
  private final boolean working;

  RecurringRoom(Turns turns, EngineGate gate, Steps steps, WritSettings settings) {
    this.turns = turns;
    this.gate = gate;
    this.steps = steps;
    this.serverKeepsTime = settings.temporal().engine() != EngineKind.IN_PROCESS;
    this.working = settings.roles().contains(Role.WORKER);
  }

  @Override
  public List<Class<?>> workflows() {
    return List.of(RecurringWorkflowImpl.class);
  }

  @Override
  public List<Object> recordSteps() {
    RecurringActivities run = this::run;
    return List.of(run);
  }

  /** One workflow per kind of work: while it runs no second one can be started. */
  static Work workflow(String name) {
    return new Work(RecurringWorkflow.class, "recurring-" + name, name);
  }

  @Scheduled(initialDelay = 1_000, fixedDelay = 1_000)
  void tick() {
    if (!serverKeepsTime && working) {
      turns.due().forEach(name -> gate.startMissing(workflow(name)));
    }
  }

  private TurnEnd run(String name) {
    try (var pulse = new ActivityPulse()) {
      return steps.run(
          "schedule",
          name,
          "schedules",
          () -> TurnEnd.valueOf(turns.run(name, !serverKeepsTime, pulse::start).name()));
    }
  }
}
