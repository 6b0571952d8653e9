package dev.writ.workflow;

import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@inheritDoc} */
public class RequestWorkflowImpl implements RequestWorkflow {
  private final RequestActivities record =
      Workflow.newActivityStub(RequestActivities.class, Terms.ofRecord());

  private final Map<String, Running> legs = new LinkedHashMap<>();
  private boolean woken;

  private record Running(LegWorkflow leg, Promise<LegEnd> end) {
    boolean over() {
      return end.isCompleted();
    }

    /** A history of an earlier day has no word of how a leg ended: then it is asked about too. */
    boolean rests() {
      return over() && (end.getFailure() != null || end.get() != LegEnd.DONE);
    }
  }

  @Override
  public void run(String requestId) {
    while (true) {
      woken = false;
      var step = record.advance(requestId);
      step.legs().forEach(this::startUnlessRunning);
      switch (step.stage()) {
        case PLANNING, EXECUTING -> awaitLegsOrOfficer(step.legs());
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
    legs.put(ticket.legId(), new Running(leg, Async.function(leg::run, ticket)));
  }

  /**
   * Until all these legs are done, one comes to rest before that, or an officer has acted: then the
   * running legs stop waiting too. A leg that is done while another of them runs changes nothing.
   */
  private void awaitLegsOrOfficer(List<LegTicket> wanted) {
    Workflow.await(() -> woken || ended(wanted));
    legs.values().removeIf(Running::over);
    if (woken) {
      wakeLegs();
    }
  }

  private boolean ended(List<LegTicket> wanted) {
    if (wanted.isEmpty()) {
      return legs.values().stream().anyMatch(Running::over);
    }
    return legs.values().stream().anyMatch(Running::rests)
        || wanted.stream().allMatch(leg -> running(leg).over());
  }

  private Running running(LegTicket leg) {
    return Objects.requireNonNull(legs.get(leg.legId()));
  }

  private void awaitAllLegs() {
    wakeLegs();
    Workflow.await(() -> legs.values().stream().allMatch(Running::over));
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
