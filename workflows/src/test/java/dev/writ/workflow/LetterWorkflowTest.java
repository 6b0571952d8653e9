package dev.writ.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A letter's workflow against a scripted post, in skipped time. */
class LetterWorkflowTest {
  private static final String QUEUE = "requests";
  private final TestWorkflowEnvironment temporal =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder().setIdentity("writ").build())
              .build());
  private final Deque<Long> waits = new ArrayDeque<>();
  private final AtomicInteger works = new AtomicInteger();

  @AfterEach
  void stop() {
    temporal.close();
  }

  @Test
  void is_worked_on_until_it_rests_and_waits_as_long_as_it_is_told() throws IOException {
    var minutes = Duration.ofMinutes(9).toMillis();
    waits.addAll(List.of(1000L, minutes, 0L));
    start("letter-plain").getResult(Void.class);
    assertThat(works).hasValue(3);
    assertThat(Histories.timeTaken(temporal, "letter-plain"))
        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    if (Boolean.getBoolean("writ.write")) {
      var history = temporal.getWorkflowClient().fetchHistory("letter-plain");
      Files.writeString(ReplayTest.HISTORIES.resolve("letter.json"), history.toJson(true));
    }
  }

  @Test
  void an_officers_word_ends_its_wait_at_once() {
    waits.addAll(List.of(Duration.ofDays(3650).toMillis(), 0L));
    var workflow = start("letter-woken");
    await().until(() -> works.get() == 1);
    workflow.signal("wake");
    workflow.getResult(Void.class);
    assertThat(works).hasValue(2);
    assertThat(Histories.timeTaken(temporal, "letter-woken")).isLessThan(Duration.ofDays(1));
  }

  private WorkflowStub start(String id) {
    var worker = temporal.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(LetterWorkflowImpl.class);
    LetterActivities post =
        letter -> {
          works.incrementAndGet();
          return waits.remove();
        };
    temporal.newWorker(Terms.LETTERS).registerActivitiesImplementations(post);
    temporal.start();
    var workflow =
        temporal
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                "LetterWorkflow",
                WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(QUEUE).build());
    workflow.start("6f6b1c52-0d0b-4b0f-9a53-1c8d5d0f7a11");
    return workflow;
  }
}
