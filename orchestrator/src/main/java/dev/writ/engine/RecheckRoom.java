package dev.writ.engine;

import dev.writ.connection.Connection;
import dev.writ.recheck.LooksChanged;
import dev.writ.recheck.Rechecks;
import dev.writ.workflow.LookActivities;
import dev.writ.workflow.RecheckActivities;
import dev.writ.workflow.RecheckWorkflow;
import dev.writ.workflow.RecheckWorkflowImpl;
import java.util.List;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Looks after an erasure. */
@Component
class RecheckRoom implements EngineRoom {
  private final Rechecks rechecks;
  private final EngineGate gate;
  private final Steps steps;

  RecheckRoom(Rechecks rechecks, EngineGate gate, Steps steps) {
    this.rechecks = rechecks;
    this.gate = gate;
    this.steps = steps;
  }

  @Override
  public List<Class<?>> workflows() {
    return List.of(RecheckWorkflowImpl.class);
  }

  @Override
  public List<Object> recordSteps() {
    RecheckActivities next =
        id -> steps.run("request", id, "requests", () -> rechecks.next(UUID.fromString(id)));
    return List.of(next);
  }

  @Override
  public List<Object> vendorSteps(Connection connection) {
    LookActivities look = id -> look(connection.vendor(), id);
    return List.of(look);
  }

  private void look(String vendor, String lookId) {
    var id = UUID.fromString(lookId);
    try (var pulse = new ActivityPulse()) {
      steps.run(
          "look",
          lookId,
          vendor,
          () -> {
            MDC.put("request", rechecks.requestOf(id).toString());
            rechecks.look(id, pulse);
            return id;
          });
    }
  }

  /** Only what is due before long; the rest waits in the record. */
  @Override
  public List<Work> unfinished() {
    return rechecks.dueBeforeLong().stream().map(RecheckRoom::workflow).toList();
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
  void changed(LooksChanged event) {
    if (rechecks.dueBeforeLong(event.request())) {
      gate.wake(workflow(event.request()));
    }
  }

  private static Work workflow(UUID request) {
    return new Work(RecheckWorkflow.class, "recheck-" + request, request.toString());
  }
}
