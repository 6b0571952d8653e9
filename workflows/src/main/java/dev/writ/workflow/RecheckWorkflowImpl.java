package dev.writ.workflow;

import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@inheritDoc} */
public class RecheckWorkflowImpl implements RecheckWorkflow {
  /** About ten events each, far below a history's limit of 51,200. */
  private static final int ROUNDS_PER_RUN = 500;

  private final RecheckActivities record =
      Workflow.newActivityStub(RecheckActivities.class, Terms.ofRecord());
  private final Map<String, Promise<Void>> looks = new LinkedHashMap<>();
  private int rounds;
  private boolean woken;

  @Override
  public void run(String requestId) {
    while (true) {
      woken = false;
      var step = record.next(requestId);
      step.looks().forEach(this::startUnlessRunning);
      if (looks.isEmpty() && step.isOver() && !woken) {
        return;
      }
      awaitLookOrOfficer(step);
      if (++rounds >= ROUNDS_PER_RUN && looks.isEmpty()) {
        Workflow.continueAsNew(requestId);
      }
    }
  }

  @Override
  public void wake() {
    woken = true;
  }

  private void startUnlessRunning(LookTicket look) {
    looks.computeIfAbsent(
        look.lookId(), id -> Async.procedure(vendorOn(look.queue())::look, look.lookId()));
  }

  /** Until the next look is due, one ends, or an officer has changed the plan. */
  private void awaitLookOrOfficer(RecheckStep step) {
    if (step.waitMillis() > 0) {
      Workflow.await(Duration.ofMillis(step.waitMillis()), this::stirred);
    } else {
      Workflow.await(this::stirred);
    }
    looks.values().removeIf(Promise::isCompleted);
  }

  private boolean stirred() {
    return woken || looks.values().stream().anyMatch(Promise::isCompleted);
  }

  private static LookActivities vendorOn(String queue) {
    return Workflow.newActivityStub(LookActivities.class, Terms.ofVendor(queue));
  }
}
