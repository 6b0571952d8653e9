package dev.writ.workflow;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.Function;

/** {@inheritDoc} */
public class LegWorkflowImpl implements LegWorkflow {
  /** About six events each, far below a history's limit of 51,200. */
  private static final int ATTEMPTS_PER_RUN = 1000;

  private int attempts;
  private boolean woken;

  @Override
  public LegEnd run(LegTicket leg) {
    var vendor = vendorOn(leg.queue());
    boolean done =
        switch (leg.task()) {
          case LOCATE -> carriedThrough(vendor::locate, leg);
          case EXPORT -> carriedThrough(vendor::export, leg);
          case ERASE -> carriedThrough(vendor::erase, leg) && carriedThrough(vendor::verify, leg);
        };
    return done ? LegEnd.DONE : LegEnd.RESTS;
  }

  @Override
  public void wake() {
    woken = true;
  }

  /** Repeats one part until it is done; false when the leg rests before that. */
  private boolean carriedThrough(Function<String, LegProgress> part, LegTicket leg) {
    while (true) {
      if (attempts++ == ATTEMPTS_PER_RUN) {
        Workflow.continueAsNew(leg);
      }
      woken = false;
      var progress = part.apply(leg.legId());
      switch (progress.next()) {
        case AGAIN -> waitFor(progress.waitMillis());
        case DONE -> {
          return true;
        }
        case RESTS -> {
          return false;
        }
      }
    }
  }

  private void waitFor(long millis) {
    if (millis > 0) {
      Workflow.await(Duration.ofMillis(millis), () -> woken);
    }
  }

  private static LegActivities vendorOn(String queue) {
    return Workflow.newActivityStub(LegActivities.class, Terms.ofVendor(queue));
  }
}
