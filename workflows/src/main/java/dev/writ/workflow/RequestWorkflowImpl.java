package dev.writ.workflow;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;

/** {@inheritDoc} */
public class RequestWorkflowImpl implements RequestWorkflow {
  private final RequestActivities record =
      Workflow.newActivityStub(
          RequestActivities.class,
          ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(30)).build());
  private boolean woken;

  @Override
  public void run(String requestId) {
    while (true) {
      woken = false;
      var step = record.advance(requestId);
      switch (step.action()) {
        case RUN_LEGS -> runSideBySide(step.legs());
        case SLEEP -> Workflow.await(Duration.ofSeconds(step.seconds()), () -> woken);
        case AWAIT_WAKE -> Workflow.await(() -> woken);
        case DONE -> {
          return;
        }
      }
    }
  }

  @Override
  public void wake() {
    woken = true;
  }

  private static void runSideBySide(List<LegTicket> legs) {
    Promise.allOf(legs.stream().map(RequestWorkflowImpl::start).toList()).get();
  }

  private static Promise<Void> start(LegTicket leg) {
    var child =
        Workflow.newChildWorkflowStub(
            LegWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(
                    Workflow.getInfo().getWorkflowId() + "/" + leg.legId() + "/" + leg.generation())
                .build());
    return Async.procedure(child::run, leg);
  }
}
