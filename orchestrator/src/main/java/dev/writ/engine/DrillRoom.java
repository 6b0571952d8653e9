package dev.writ.engine;

import dev.writ.connection.Connection;
import dev.writ.drill.DrillChanged;
import dev.writ.drill.DrillSteps;
import dev.writ.workflow.DrillActivities;
import dev.writ.workflow.DrillRecordActivities;
import dev.writ.workflow.DrillWorkflow;
import dev.writ.workflow.DrillWorkflowImpl;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Drills. */
@Component
class DrillRoom implements EngineRoom {
  private final DrillSteps drills;
  private final EngineGate gate;
  private final Steps steps;

  DrillRoom(DrillSteps drills, EngineGate gate, Steps steps) {
    this.drills = drills;
    this.gate = gate;
    this.steps = steps;
  }

  @Override
  public List<Class<?>> workflows() {
    return List.of(DrillWorkflowImpl.class);
  }

  @Override
  public List<Object> recordSteps() {
    DrillRecordActivities queues =
        id -> steps.run("drill", id, "drills", () -> drills.queueOf(UUID.fromString(id)));
    return List.of(queues);
  }

  @Override
  public List<Object> vendorSteps(Connection connection) {
    DrillActivities work =
        id -> {
          try (var pulse = new ActivityPulse()) {
            return steps.run(
                "drill", id, connection.vendor(), () -> drills.work(UUID.fromString(id), pulse));
          }
        };
    return List.of(work);
  }

  @Override
  public List<Work> unfinished() {
    return drills.unfinished().stream().map(DrillRoom::workflow).toList();
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
  void changed(DrillChanged event) {
    gate.wake(workflow(event.drill()));
  }

  private static Work workflow(UUID drill) {
    return new Work(DrillWorkflow.class, "drill-" + drill, drill.toString());
  }
}
