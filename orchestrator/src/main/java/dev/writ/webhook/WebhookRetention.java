package dev.writ.webhook;

import dev.writ.schedule.RecurringWork;
import dev.writ.settings.WritSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets what was sent long ago, old secrets, and deleted receivers. */
@Component
class WebhookRetention implements RecurringWork {
  private static final int PORTION = 2_000;
  private static final int PORTIONS_A_TURN = 500;
  private final WebhookRecord webhooks;
  private final DeliveryRecord deliveries;
  private final Secrets secrets;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Duration keep;

  WebhookRetention(
      WebhookRecord webhooks,
      DeliveryRecord deliveries,
      Secrets secrets,
      TransactionTemplate transaction,
      Clock clock,
      WritSettings settings) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.secrets = secrets;
    this.transaction = transaction;
    this.clock = clock;
    this.keep = settings.webhooks().keep();
  }

  @Override
  public String name() {
    return "webhook-retention";
  }

  @Override
  public String purpose() {
    return "Forgets events that were sent long ago (WRIT_WEBHOOK_KEEP), and secrets that sign no"
        + " more.";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public void run() {
    var now = clock.instant();
    transaction.executeWithoutResult(tx -> secrets.forgetOld(now));
    int portions = 0;
    while (portions++ < PORTIONS_A_TURN && forget(now.minus(keep)) == PORTION) {
      // the next portion
    }
    transaction.executeWithoutResult(tx -> webhooks.forgetDeleted());
  }

  private int forget(Instant before) {
    return Objects.requireNonNull(transaction.execute(tx -> deliveries.forget(before, PORTION)));
  }
}
