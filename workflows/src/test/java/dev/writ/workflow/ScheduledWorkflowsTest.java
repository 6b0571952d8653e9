package dev.writ.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A turn of recurring work, and a look at promises, in skipped time. Run with {@code
 * -Dwrit.write=true} to store the histories that {@link ReplayTest} replays.
 */
class ScheduledWorkflowsTest {
  private static final String QUEUE = "requests";
  private static final String VENDOR = "vendor";
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private TestWorkflowEnvironment temporal;

  @BeforeEach
  void start() {
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(true)
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder().setIdentity("writ").build())
                .build());
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  @Test
  void a_turn_is_tried_again_by_the_engine_alone_when_its_worker_is_lost() throws IOException {
    RecurringActivities record =
        name -> {
          calls.add(name);
          if (calls.size() == 1) {
            throw new IllegalStateException("the worker is lost");
          }
          return TurnEnd.DONE;
        };
    var worker = temporal.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(RecurringWorkflowImpl.class);
    worker.registerActivitiesImplementations(record);
    run(RecurringWorkflow.class, "counted", "turn.recurring");
    assertThat(calls).containsExactly("counted", "counted");
  }

  @Test
  void a_look_that_must_wait_is_repeated_until_it_has_ended() throws IOException {
    look(VENDOR, "look.claim-check");
    assertThat(calls).containsExactly("queue", "observe", "observe", "observe");
  }

  @Test
  void a_look_that_nobody_wants_any_more_calls_no_vendor() throws IOException {
    look("", "unwanted.claim-check");
    assertThat(calls).containsExactly("queue");
  }

  private void look(String queue, String history) throws IOException {
    ClaimCheckRecord record =
        id -> {
          calls.add("queue");
          return queue;
        };
    ClaimCheckActivities vendor =
        id -> {
          calls.add("observe");
          return calls.size() < 4 ? Duration.ofHours(3).toMillis() : 0;
        };
    var worker = temporal.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(ClaimCheckWorkflowImpl.class);
    worker.registerActivitiesImplementations(record);
    temporal.newWorker(VENDOR).registerActivitiesImplementations(vendor);
    run(ClaimCheckWorkflow.class, "connection-a", history);
  }

  private void run(Class<?> type, String argument, String history) throws IOException {
    temporal.start();
    var client = temporal.getWorkflowClient();
    var workflow =
        client.newUntypedWorkflowStub(
            type.getSimpleName(),
            WorkflowOptions.newBuilder().setTaskQueue(QUEUE).setWorkflowId(history).build());
    workflow.start(argument);
    workflow.getResult(Void.class);
    if (Boolean.getBoolean("writ.write")) {
      Files.writeString(
          ReplayTest.HISTORIES.resolve(history + ".json"),
          client.fetchHistory(history).toJson(true));
    }
  }
}
