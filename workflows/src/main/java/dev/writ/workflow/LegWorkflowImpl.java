package dev.writ.workflow;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** {@inheritDoc} */
public class LegWorkflowImpl implements LegWorkflow {
  private static final int STEPS_BEFORE_CONTINUING = 500;

  @Override
  public void run(LegTicket ticket) {
    var record =
        Workflow.newActivityStub(
            LegActivities.class,
            ActivityOptions.newBuilder()
                .setTaskQueue(ticket.queue())
                .setStartToCloseTimeout(Duration.ofHours(2))
                .setHeartbeatTimeout(Duration.ofMinutes(2))
                .build());
    for (int i = 0; i < STEPS_BEFORE_CONTINUING; i++) {
      var step = record.advance(ticket.legId());
      switch (step.action()) {
        case CONTINUE -> {}
        case SLEEP -> Workflow.sleep(Duration.ofMillis(step.millis()));
        case REST -> {
          return;
        }
      }
    }
    Workflow.continueAsNew(ticket);
  }
}
