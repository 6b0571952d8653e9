package dev.writ.engine;

import dev.writ.claim.ClaimLooks;
import dev.writ.claim.ClaimLooks.LookWanted;
import dev.writ.connection.Connection;
import dev.writ.workflow.ClaimCheckActivities;
import dev.writ.workflow.ClaimCheckRecord;
import dev.writ.workflow.ClaimCheckWorkflow;
import dev.writ.workflow.ClaimCheckWorkflowImpl;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Looks at vendors' promises. */
@Component
class ClaimRoom implements EngineRoom {
  private final ClaimLooks looks;
  private final EngineGate gate;
  private final Steps steps;

  ClaimRoom(ClaimLooks looks, EngineGate gate, Steps steps) {
    this.looks = looks;
    this.gate = gate;
    this.steps = steps;
  }

  @Override
  public List<Class<?>> workflows() {
    return List.of(ClaimCheckWorkflowImpl.class);
  }

  @Override
  public List<Object> recordSteps() {
    ClaimCheckRecord queue =
        id ->
            steps.run(
                "connection",
                id,
                "claim-checks",
                () -> looks.queue(UUID.fromString(id)).orElse(""));
    return List.of(queue);
  }

  @Override
  public List<Object> vendorSteps(Connection connection) {
    ClaimCheckActivities observe = id -> observe(id, connection.vendor());
    return List.of(observe);
  }

  private long observe(String id, String vendor) {
    try (var pulse = new ActivityPulse()) {
      pulse.start(() -> true);
      return steps.run("connection", id, vendor, () -> looks.look(UUID.fromString(id)).toMillis());
    }
  }

  @Override
  public List<Work> unfinished() {
    return looks.wanted().stream().map(ClaimRoom::workflow).toList();
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
  void wanted(LookWanted event) {
    gate.start(workflow(event.connection()));
  }

  private static Work workflow(UUID connection) {
    return new Work(ClaimCheckWorkflow.class, "claim-check-" + connection, connection.toString());
  }
}
