package dev.writ.webhook;

import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.settings.WritSettings;
import dev.writ.webhook.Delivery.Failure;
import dev.writ.webhook.DeliveryRecord.Attempt;
import dev.writ.webhook.Webhook.Disabled;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Enters what came of attempts, and what follows for the receiver. Callers hold the transaction.
 */
@Component
class Outcomes {
  private final WebhookRecord webhooks;
  private final DeliveryRecord deliveries;
  private final Findings findings;
  private final MeterRegistry metrics;
  private final Clock clock;
  private final RetryPlan plan;
  private final Duration disableAfter;

  Outcomes(
      WebhookRecord webhooks,
      DeliveryRecord deliveries,
      Findings findings,
      MeterRegistry metrics,
      Clock clock,
      WritSettings settings) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.findings = findings;
    this.metrics = metrics;
    this.clock = clock;
    this.plan =
        new RetryPlan(
            settings.webhooks().retries(),
            settings.webhooks().longestRest(),
            () -> ThreadLocalRandom.current().nextDouble());
    this.disableAfter = settings.webhooks().disableAfter();
  }

  /**
   * Enters the answers to attempts at one receiver. It is locked first, as by an administrator who
   * changes it; one that was deleted meanwhile needs nothing entered.
   */
  void enter(UUID webhook, List<Attempt> attempts, List<Answer> answers) {
    webhooks.lock(webhook).ifPresent(locked -> enter(locked, attempts, answers));
  }

  private void enter(Webhook webhook, List<Attempt> attempts, List<Answer> answers) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    for (int i = 0; i < attempts.size(); i++) {
      enter(webhook.id(), attempts.get(i), answers.get(i), now);
    }
    follow(webhook, answers, now);
  }

  private void enter(UUID webhook, Attempt attempt, Answer answer, Instant now) {
    switch (answer) {
      case Answer.Taken taken -> {
        deliveries.delivered(attempt, taken.status(), now);
        count("TAKEN");
      }
      case Answer.Refused refused -> {
        var next = refused.gone() ? Optional.<Duration>empty() : next(attempt, answer);
        failed(webhook, attempt, Failure.REFUSED, refused.status(), now, next);
      }
      case Answer.None none ->
          failed(webhook, attempt, none.why(), null, now, next(attempt, answer));
    }
  }

  private Optional<Duration> next(Attempt attempt, Answer answer) {
    return plan.after(attempt.number(), wanted(answer));
  }

  private void failed(
      UUID webhook,
      Attempt attempt,
      Failure why,
      @Nullable Integer status,
      Instant now,
      Optional<Duration> next) {
    deliveries.failed(attempt, why, status, now, next.map(now::plus).orElse(null));
    count(why.name());
    if (next.isEmpty()) {
      raise(
          webhook,
          "WEBHOOK_UNDELIVERED",
          "A receiver of events has not taken what was sent to it, and some was given up: see its"
              + " deliveries in GIVEN_UP, and replay them when it takes them again");
    }
  }

  private void follow(Webhook webhook, List<Answer> answers, Instant now) {
    if (answers.stream().anyMatch(Answer.Taken.class::isInstance)) {
      webhooks.alive(webhook.id());
      return;
    }
    boolean rests = answers.stream().allMatch(Outcomes::silent);
    int failures = rests ? webhook.failures() + 1 : 0;
    var wanted = answers.stream().flatMap(a -> wanted(a).stream()).max(Duration::compareTo);
    webhooks.failing(
        webhook.id(), failures, now, rests ? now.plus(plan.rest(failures, wanted)) : null);
    if (!webhook.enabled()) {
      return;
    }
    if (answers.stream().anyMatch(a -> a instanceof Answer.Refused r && r.gone())) {
      disable(webhook, Disabled.GONE, "It answered 410");
    } else if (webhook
        .failingSince()
        .filter(since -> !since.plus(disableAfter).isAfter(now))
        .isPresent()) {
      disable(webhook, Disabled.FAILING, "It took nothing for " + disableAfter);
    }
  }

  private void disable(Webhook webhook, Disabled because, String why) {
    webhooks.disable(webhook, because, WebhookRecord.SYSTEM);
    raise(
        webhook.id(),
        "WEBHOOK_DISABLED",
        "A receiver of events is sent nothing any more. "
            + why
            + ". Mend it, enable it, and replay what it missed");
  }

  private void raise(UUID webhook, String code, String summary) {
    findings.raise(
        new FindingDraft(
            code,
            key(webhook, code),
            Severity.MEDIUM,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            summary + ": webhook " + webhook));
  }

  /** What a finding about a receiver is known by. */
  static String key(UUID webhook, String code) {
    return "webhook/" + webhook + "/" + code;
  }

  private static boolean silent(Answer answer) {
    return switch (answer) {
      case Answer.Taken taken -> false;
      case Answer.Refused refused -> refused.busy();
      case Answer.None none -> true;
    };
  }

  private static Optional<Duration> wanted(Answer answer) {
    return answer instanceof Answer.Refused refused ? refused.retryAfter() : Optional.empty();
  }

  private void count(String outcome) {
    metrics.counter("writ.webhook.attempts", "outcome", outcome).increment();
  }
}
