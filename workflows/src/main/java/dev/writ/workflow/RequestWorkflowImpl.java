package dev.writ.workflow;

import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@inheritDoc} */
public class RequestWorkflowImpl implements RequestWorkflow {
  private final RequestActivities record =
      Workflow.newActivityStub(RequestActivities.class, Terms.ofRecord());

  private final Map<String, Running> legs = new LinkedHashMap<>();
  private boolean woken;

  private record Running(LegWorkflow leg, Promise<Void> end) {}

  @Override
  public void run(String requestId) {
    while (true) {
      woken = false;
      var step = record.advance(requestId);
      step.legs().forEach(this::startUnlessRunning);
      switch (step.stage()) {
        case PLANNING, EXECUTING -> awaitLegOrOfficer();
        case AWAITING_APPROVAL, AWAITING_RELEASE -> Workflow.await(() -> woken);
        case AWAITING_IDENTITY, UNDO_WINDOW ->
            Workflow.await(Duration.ofMillis(step.waitMillis()), () -> woken);
        case OVER -> {
          awaitAllLegs();
          return;
        }
      }
    }
  }

  @Override
  public void wake() {
    woken = true;
  }

  private void startUnlessRunning(LegTicket ticket) {
    if (legs.containsKey(ticket.legId())) {
      return;
    }
    var leg =
        Workflow.newChildWorkflowStub(
            LegWorkflow.class,
            ChildWorkflowOptions.newBuilder().setWorkflowId("leg-" + ticket.legId()).build());
    legs.put(ticket.legId(), new Running(leg, Async.procedure(leg::run, ticket)));
  }

  /** Until a leg ends, or an officer has acted: then the running legs stop waiting too. */
  private void awaitLegOrOfficer() {
    Workflow.await(() -> woken || legs.values().stream().anyMatch(leg -> leg.end().isCompleted()));
    legs.values().removeIf(leg -> leg.end().isCompleted());
    if (woken) {
      wakeLegs();
    }
  }

  private void awaitAllLegs() {
    wakeLegs();
    Workflow.await(() -> legs.values().stream().allMatch(leg -> leg.end().isCompleted()));
  }

  private void wakeLegs() {
    for (var leg : legs.values()) {
      try {
        leg.leg().wake();
      } catch (TemporalFailure ended) {
        // it has just ended by itself, and the record is read again anyway
      }
    }
  }
}
