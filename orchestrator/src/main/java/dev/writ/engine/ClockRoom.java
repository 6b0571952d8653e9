package dev.writ.engine;

import dev.writ.clock.ClockAlarms;
import dev.writ.clock.ClockChanged;
import dev.writ.workflow.ClockActivities;
import dev.writ.workflow.ClockWorkflow;
import dev.writ.workflow.ClockWorkflowImpl;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Alarms before a request's days run out. */
@Component
class ClockRoom implements EngineRoom {
  private final ClockAlarms alarms;
  private final EngineGate gate;
  private final Steps steps;

  ClockRoom(ClockAlarms alarms, EngineGate gate, Steps steps) {
    this.alarms = alarms;
    this.gate = gate;
    this.steps = steps;
  }

  @Override
  public List<Class<?>> workflows() {
    return List.of(ClockWorkflowImpl.class);
  }

  @Override
  public List<Object> recordSteps() {
    ClockActivities raising =
        id -> steps.run("request", id, "requests", () -> alarms.raise(UUID.fromString(id)));
    return List.of(raising);
  }

  /** Only what is due before long, or was computed by other rules; the rest waits in the record. */
  @Override
  public List<Work> unfinished() {
    return alarms.dueBeforeLong().stream().map(ClockRoom::workflow).toList();
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
  void changed(ClockChanged event) {
    if (alarms.dueBeforeLong(event)) {
      gate.wake(workflow(event.request()));
    }
  }

  private static Work workflow(UUID request) {
    return new Work(ClockWorkflow.class, "clock-" + request, request.toString());
  }
}
