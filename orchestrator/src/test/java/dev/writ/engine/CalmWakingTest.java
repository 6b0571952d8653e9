package dev.writ.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.workflow.WebhookWorkflow;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Very many things that happen at once wake a workflow twice. */
class CalmWakingTest {
  private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();
  private final List<String> woken = new CopyOnWriteArrayList<>();
  private final EngineGate gate =
      new EngineGate(new Engine(temporal.getWorkflowClient(), () -> {})) {
        @Override
        void wake(EngineRoom.Work work) {
          woken.add(work.id());
        }
      };
  private final CalmWaking waking = new CalmWaking(gate);

  @AfterEach
  void stop() {
    waking.stop();
    gate.stop();
    temporal.close();
  }

  @Test
  void the_first_wakes_at_once_and_all_others_of_the_second_together() {
    for (int i = 0; i < 10_000; i++) {
      waking.wake(work("a"));
    }
    assertThat(woken).containsExactly("a");
    waking.wake(work("b"));
    assertThat(woken).as("another's calm is its own").containsExactly("a", "b");
    await().atMost(Duration.ofSeconds(3)).until(() -> woken.size() == 3);
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(4))
        .until(() -> woken.size() == 3);
    assertThat(woken).containsExactly("a", "b", "a");
    waking.wake(work("a"));
    assertThat(woken).as("after a silence at once again").hasSize(4);
  }

  private static EngineRoom.Work work(String id) {
    return new EngineRoom.Work(WebhookWorkflow.class, id, id);
  }
}
