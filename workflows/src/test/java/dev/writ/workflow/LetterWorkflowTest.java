package dev.writ.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A letter's workflow against a scripted post, in skipped time. */
class LetterWorkflowTest {
  @RegisterExtension final SkippedEngine engine = new SkippedEngine();
  private final Deque<Long> waits = new ArrayDeque<>();
  private final AtomicInteger works = new AtomicInteger();

  @Test
  void is_worked_on_until_it_rests_and_waits_as_long_as_it_is_told() throws IOException {
    var minutes = Duration.ofMinutes(9).toMillis();
    waits.addAll(List.of(1000L, minutes, 0L));
    start("letter-plain").getResult(Void.class);
    assertThat(works).hasValue(3);
    assertThat(engine.timeTaken("letter-plain"))
        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    engine.store("letter-plain", "letter.json");
  }

  @Test
  void an_officers_word_ends_its_wait_at_once() {
    waits.addAll(List.of(Duration.ofDays(3650).toMillis(), 0L));
    var workflow = start("letter-woken");
    await().until(() -> works.get() == 1);
    workflow.signal("wake");
    workflow.getResult(Void.class);
    assertThat(works).hasValue(2);
    assertThat(engine.timeTaken("letter-woken")).isLessThan(Duration.ofDays(1));
  }

  private WorkflowStub start(String id) {
    engine.running(LetterWorkflowImpl.class);
    LetterActivities post =
        letter -> {
          works.incrementAndGet();
          return waits.remove();
        };
    engine.worker(Terms.LETTERS).registerActivitiesImplementations(post);
    return engine.start("LetterWorkflow", id, "6f6b1c52-0d0b-4b0f-9a53-1c8d5d0f7a11");
  }
}
