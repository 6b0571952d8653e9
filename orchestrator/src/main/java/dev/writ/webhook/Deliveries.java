package dev.writ.webhook;

import dev.writ.leg.Pulse;
import dev.writ.settings.WritSettings;
import dev.writ.webhook.DeliveryRecord.Attempt;
import dev.writ.workflow.WebhookProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the engine asks about receivers. An attempt is entered before it is made and its answer
 * after it: whoever is killed in between sends the same event again, under the same id. One
 * receiver is sent to by one process at a time; two would only share its deliveries.
 */
@Service
public class Deliveries {
  private static final int PORTION = 16;
  private static final Duration LONGEST_WORK = Duration.ofSeconds(50);

  /** Time to enter the answers of a portion. */
  private static final Duration MARGIN = Duration.ofSeconds(20);

  private final WebhookRecord webhooks;
  private final DeliveryRecord deliveries;
  private final Secrets secrets;
  private final Receiver receiver;
  private final Outcomes outcomes;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Duration cutOff;
  private final Duration horizon;

  Deliveries(
      WebhookRecord webhooks,
      DeliveryRecord deliveries,
      Secrets secrets,
      Receiver receiver,
      Outcomes outcomes,
      TransactionTemplate transaction,
      Clock clock,
      WritSettings settings) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.secrets = secrets;
    this.receiver = receiver;
    this.outcomes = outcomes;
    this.transaction = transaction;
    this.clock = clock;
    this.cutOff = settings.webhooks().timeout().plus(MARGIN);
    // What is due later is found by the sweep before it is due.
    this.horizon = settings.sweep().multipliedBy(2);
  }

  /** Receivers that something waits for and is due before long. */
  public List<UUID> dueBeforeLong() {
    var until = clock.instant().plus(horizon);
    return webhooks.all().stream()
        .filter(webhook -> due(webhook).filter(at -> !at.isAfter(until)).isPresent())
        .map(Webhook::id)
        .toList();
  }

  /** Sends what is due, for about a minute. */
  public WebhookProgress send(UUID id, Pulse pulse) {
    long until = System.nanoTime() + LONGEST_WORK.toNanos();
    int sent = 0;
    while (System.nanoTime() < until) {
      var portion = Objects.requireNonNull(transaction.execute(tx -> begin(id)));
      if (portion.attempts().isEmpty()) {
        return waiting(id);
      }
      var webhook = portion.webhook().orElseThrow();
      var answers = receiver.send(webhook.url(), portion.secrets(), portion.attempts());
      transaction.executeWithoutResult(tx -> outcomes.enter(id, portion.attempts(), answers));
      sent += answers.size();
      pulse.beat(sent);
    }
    return WebhookProgress.again(0);
  }

  private record Portion(Optional<Webhook> webhook, List<Secret> secrets, List<Attempt> attempts) {
    static final Portion NONE = new Portion(Optional.empty(), List.of(), List.of());
  }

  /** A receiver that did not answer the last time is asked with one event alone. */
  private Portion begin(UUID id) {
    var now = now();
    var found = webhooks.find(id).filter(Webhook::enabled);
    if (found.isEmpty() || found.get().restUntil().filter(now::isBefore).isPresent()) {
      return Portion.NONE;
    }
    int most = found.get().failures() > 0 ? 1 : PORTION;
    var attempts = deliveries.begin(id, now, now.plus(cutOff), most);
    return attempts.isEmpty()
        ? Portion.NONE
        : new Portion(found, secrets.signing(id, now), attempts);
  }

  private WebhookProgress waiting(UUID id) {
    var now = now();
    return webhooks
        .find(id)
        .flatMap(this::due)
        .map(at -> Duration.between(now, at))
        .filter(wait -> wait.compareTo(horizon) <= 0)
        .map(wait -> WebhookProgress.again(Math.max(0, wait.toMillis()) + 1))
        .orElseGet(WebhookProgress::over);
  }

  /** When something is to be sent to it next. */
  private Optional<Instant> due(Webhook webhook) {
    return Optional.of(webhook)
        .filter(Webhook::enabled)
        .flatMap(enabled -> deliveries.firstDue(enabled.id()))
        .map(at -> webhook.restUntil().filter(at::isBefore).orElse(at));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
