package dev.writ.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A receiver's workflow against a scripted record, in skipped time. */
class WebhookWorkflowTest {
  @RegisterExtension final SkippedEngine engine = new SkippedEngine();
  private final Queue<WebhookProgress> script = new ConcurrentLinkedQueue<>();
  private final AtomicInteger sends = new AtomicInteger();
  private volatile CountDownLatch begun = new CountDownLatch(0);
  private volatile CountDownLatch goOn = new CountDownLatch(0);

  @Test
  void sends_until_nothing_is_due_before_long_and_waits_as_it_is_told() throws IOException {
    script.addAll(
        List.of(WebhookProgress.again(0), WebhookProgress.again(90_000), WebhookProgress.over()));
    start("webhook-plain").getResult(Void.class);
    assertThat(sends).hasValue(3);
    var history = engine.history("webhook-plain");
    engine.store("webhook-plain", "plain.webhook.json");
    assertThat(history.getEvents())
        .filteredOn(e -> e.getEventType() == EventType.EVENT_TYPE_TIMER_STARTED)
        .hasSize(1);
    assertThat(history.getEvents())
        .filteredOn(e -> e.getEventType() == EventType.EVENT_TYPE_TIMER_FIRED)
        .hasSize(1);
  }

  @Test
  void what_happens_while_it_waits_is_sent_at_once() {
    script.addAll(
        List.of(WebhookProgress.again(Duration.ofDays(1).toMillis()), WebhookProgress.over()));
    var workflow = start("webhook-woken");
    await().atMost(Duration.ofSeconds(10)).until(() -> sends.get() == 1);
    workflow.signal("wake");
    workflow.getResult(Void.class);
    assertThat(sends).hasValue(2);
    assertThat(engine.history("webhook-woken").getEvents())
        .noneMatch(e -> e.getEventType() == EventType.EVENT_TYPE_TIMER_FIRED);
  }

  @Test
  void what_happens_while_it_finds_nothing_is_not_left_behind() throws InterruptedException {
    begun = new CountDownLatch(1);
    goOn = new CountDownLatch(1);
    script.addAll(List.of(WebhookProgress.over(), WebhookProgress.over()));
    var workflow = start("webhook-late");
    begun.await();
    workflow.signal("wake");
    goOn.countDown();
    workflow.getResult(Void.class);
    assertThat(sends).hasValue(2);
  }

  @Test
  void a_busy_one_begins_a_new_history_before_its_own_is_full() {
    for (int i = 0; i < 1_000; i++) {
      script.add(WebhookProgress.again(0));
    }
    script.add(WebhookProgress.over());
    var workflow = start("webhook-busy");
    var first = workflow.getExecution().getRunId();
    workflow.getResult(Void.class);
    assertThat(sends).hasValue(1_001);
    var last =
        engine
            .temporal()
            .getWorkflowClient()
            .newUntypedWorkflowStub("webhook-busy")
            .describe()
            .getExecution()
            .getRunId();
    assertThat(last).isNotEqualTo(first);
  }

  private WorkflowStub start(String id) {
    engine.running(WebhookWorkflowImpl.class);
    WebhookActivities receiver =
        webhook -> {
          sends.incrementAndGet();
          begun.countDown();
          try {
            goOn.await();
          } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
          }
          return script.remove();
        };
    engine.worker(WebhookWorkflow.QUEUE).registerActivitiesImplementations(receiver);
    return engine.start("WebhookWorkflow", id, "w1");
  }
}
