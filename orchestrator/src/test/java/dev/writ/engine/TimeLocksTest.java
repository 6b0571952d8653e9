package dev.writ.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the in-process engine has done does not weigh on what it does next. */
class TimeLocksTest {
  private final TestWorkflowEnvironment engine =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());

  /** Waits a moment, and ends. */
  @WorkflowInterface
  public interface Moment {
    @WorkflowMethod
    void run();
  }

  /** {@inheritDoc} */
  public static final class MomentImpl implements Moment {
    @Override
    public void run() {
      Workflow.sleep(Duration.ofMillis(5));
    }
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void the_engine_keeps_no_note_of_its_clocks_locks() throws Exception {
    TimeLocks.forget(engine);
    runTwenty();
    assertThat(TimeLocks.notes(engine)).isEmpty();
  }

  /** Should this fail, a newer library needs no {@link TimeLocks} any more. */
  @Test
  void left_alone_it_keeps_more_with_each_workflow() throws Exception {
    runTwenty();
    assertThat(TimeLocks.notes(engine)).hasSizeGreaterThan(20 * 5);
  }

  private void runTwenty() {
    engine.newWorker("moments").registerWorkflowImplementationTypes(MomentImpl.class);
    engine.start();
    WorkflowClient client = engine.getWorkflowClient();
    for (int i = 0; i < 20; i++) {
      client
          .newWorkflowStub(
              Moment.class,
              WorkflowOptions.newBuilder()
                  .setTaskQueue("moments")
                  .setWorkflowId("moment-" + UUID.randomUUID())
                  .build())
          .run();
    }
  }
}
