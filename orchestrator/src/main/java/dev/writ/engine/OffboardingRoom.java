package dev.writ.engine;

import dev.writ.connection.Connection;
import dev.writ.offboarding.Leaving;
import dev.writ.offboarding.OffboardingChanged;
import dev.writ.offboarding.OffboardingProgress;
import dev.writ.workflow.LeavingActivities;
import dev.writ.workflow.OffboardingActivities;
import dev.writ.workflow.OffboardingWorkflow;
import dev.writ.workflow.OffboardingWorkflowImpl;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Vendors that are left. */
@Component
class OffboardingRoom implements EngineRoom {
  private final OffboardingProgress progress;
  private final Leaving leaving;
  private final EngineGate gate;
  private final Steps steps;

  OffboardingRoom(OffboardingProgress progress, Leaving leaving, EngineGate gate, Steps steps) {
    this.progress = progress;
    this.leaving = leaving;
    this.gate = gate;
    this.steps = steps;
  }

  @Override
  public List<Class<?>> workflows() {
    return List.of(OffboardingWorkflowImpl.class);
  }

  @Override
  public List<Object> recordSteps() {
    OffboardingActivities advance =
        id ->
            steps.run(
                "offboarding", id, "offboardings", () -> progress.advance(UUID.fromString(id)));
    return List.of(advance);
  }

  @Override
  public List<Object> vendorSteps(Connection connection) {
    LeavingActivities work =
        (id, part) -> {
          try (var pulse = new ActivityPulse()) {
            return steps.run(
                "offboarding",
                id,
                connection.vendor(),
                () -> leaving.work(UUID.fromString(id), part, pulse));
          }
        };
    return List.of(work);
  }

  @Override
  public List<Work> unfinished() {
    return progress.atWork().stream().map(OffboardingRoom::workflow).toList();
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
  void changed(OffboardingChanged event) {
    gate.wake(workflow(event.offboarding()));
  }

  private static Work workflow(UUID offboarding) {
    return new Work(
        OffboardingWorkflow.class, "offboarding-" + offboarding, offboarding.toString());
  }
}
