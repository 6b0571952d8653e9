package dev.writ.engine;

import dev.writ.webhook.Deliveries;
import dev.writ.webhook.DeliveriesWait;
import dev.writ.workflow.WebhookActivities;
import dev.writ.workflow.WebhookWorkflow;
import dev.writ.workflow.WebhookWorkflowImpl;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Receivers of events. */
@Component
class WebhookRoom implements EngineRoom {
  private final Deliveries deliveries;
  private final CalmWaking waking;
  private final Steps steps;

  WebhookRoom(Deliveries deliveries, CalmWaking waking, Steps steps) {
    this.deliveries = deliveries;
    this.waking = waking;
    this.steps = steps;
  }

  @Override
  public List<Class<?>> workflows() {
    return List.of(WebhookWorkflowImpl.class);
  }

  @Override
  public List<Object> recordSteps() {
    return List.of();
  }

  @Override
  public List<Object> receiverSteps() {
    WebhookActivities send =
        id -> {
          try (var pulse = new ActivityPulse()) {
            pulse.start(() -> true);
            return steps.run(
                "webhook", id, "webhooks", () -> deliveries.send(UUID.fromString(id), pulse));
          }
        };
    return List.of(send);
  }

  /** Only what is due before long; the rest waits in the record. */
  @Override
  public List<Work> unfinished() {
    return deliveries.dueBeforeLong().stream().map(WebhookRoom::workflow).toList();
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
  void wait(DeliveriesWait event) {
    event.webhooks().forEach(webhook -> waking.wake(workflow(webhook)));
  }

  private static Work workflow(UUID webhook) {
    return new Work(WebhookWorkflow.class, "webhook-" + webhook, webhook.toString());
  }
}
