package dev.writ.webhook;

import dev.writ.connection.Egress;
import dev.writ.finding.Findings;
import dev.writ.settings.WritSettings;
import dev.writ.web.Problem;
import dev.writ.webhook.Webhook.Disabled;
import dev.writ.webhook.Webhook.State;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What administrators do with receivers. Each action is one transaction with its evidence. */
@Service
class WebhookDesk {
  private static final int MOST_REPLAYED = 100_000;
  private final WebhookRecord webhooks;
  private final DeliveryRecord deliveries;
  private final Secrets secrets;
  private final Announcements announcements;
  private final Findings findings;
  private final Clock clock;
  private final Duration grace;
  private final ApplicationEventPublisher events;

  WebhookDesk(
      WebhookRecord webhooks,
      DeliveryRecord deliveries,
      Secrets secrets,
      Announcements announcements,
      Findings findings,
      Clock clock,
      WritSettings settings,
      ApplicationEventPublisher events) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.secrets = secrets;
    this.announcements = announcements;
    this.findings = findings;
    this.clock = clock;
    this.grace = settings.webhooks().secretGrace();
    this.events = events;
  }

  /** A receiver and its secret, which is shown once. */
  record Issued(Webhook webhook, Secret secret) {}

  @Transactional
  public Issued create(String name, URI url, List<String> types, String actor) {
    Egress.check(url, "");
    var id = UUID.randomUUID();
    var secret = Secret.random();
    webhooks.add(id, name, url, EventType.checked(types), secrets.sealed(id, secret), now());
    webhooks.note(id, "WEBHOOK_CREATED", "NONE", State.ENABLED.name(), actor);
    return new Issued(webhooks.require(id), secret);
  }

  /** What an administrator wants to be otherwise; null leaves as it is. */
  record Wish(
      @Nullable String name,
      @Nullable URI url,
      @Nullable List<String> events,
      @Nullable State state) {}

  @Transactional
  public Webhook change(UUID id, long version, Wish wish, String actor) {
    var webhook = webhooks.lock(id, version);
    if (wish.url() != null) {
      Egress.check(wish.url(), "");
    }
    if (wish.name() != null || wish.url() != null || wish.events() != null) {
      var types = wish.events() == null ? null : EventType.checked(wish.events());
      webhooks.change(id, wish.name(), wish.url(), types);
      webhooks.changed(webhook, "WEBHOOK_CHANGED", actor);
    }
    if (wish.state() == State.DISABLED && webhook.enabled()) {
      webhooks.disable(webhook, Disabled.ADMIN, actor);
    } else if (wish.state() == State.ENABLED && !webhook.enabled()) {
      webhooks.enable(webhook, actor);
      findings.over(Outcomes.key(id, "WEBHOOK_DISABLED"));
    }
    wake(id);
    return webhooks.require(id);
  }

  @Transactional
  public void delete(UUID id, String actor) {
    var webhook = webhooks.lock(id).orElseThrow(() -> Problem.notFound("no such webhook"));
    webhooks.delete(webhook, now(), actor);
    findings.over(Outcomes.key(id, "WEBHOOK_DISABLED"));
    findings.over(Outcomes.key(id, "WEBHOOK_UNDELIVERED"));
  }

  @Transactional
  public Issued rotate(UUID id, long version, String actor) {
    var webhook = webhooks.lock(id, version);
    var secret = Secret.random();
    secrets.rotate(id, secret, now().plus(grace));
    webhooks.changed(webhook, "WEBHOOK_SECRET_ROTATED", actor);
    return new Issued(webhooks.require(id), secret);
  }

  @Transactional
  public Delivery test(UUID id, String actor) {
    enabled(id);
    var event = announcements.event(EventType.WEBHOOK_TEST, Map.of("webhook", id));
    var delivery = deliveries.announceTo(id, event);
    webhooks.note(id, "WEBHOOK_TESTED", State.ENABLED.name(), State.ENABLED.name(), actor);
    wake(id);
    return deliveries.require(id, delivery);
  }

  @Transactional
  public Delivery replay(UUID id, UUID delivery, String actor) {
    enabled(id);
    deliveries.require(id, delivery);
    deliveries.again(delivery, now());
    resolve(id);
    webhooks.note(id, "WEBHOOK_REPLAYED", State.ENABLED.name(), State.ENABLED.name(), actor);
    wake(id);
    return deliveries.require(id, delivery);
  }

  /** How many are under way. */
  @Transactional
  public int replay(UUID id, Instant since, boolean undelivered, String actor) {
    var webhook = enabled(id);
    if (since.isAfter(now()) || since.isBefore(Instant.EPOCH)) {
      throw Problem.invalid("since lies in the future or before 1970");
    }
    if (deliveries.countSince(since, webhook.events(), MOST_REPLAYED + 1) > MOST_REPLAYED) {
      throw Problem.invalid("more than 100,000 events happened since then: choose a later time");
    }
    int again = deliveries.againSince(webhook, since, undelivered, now());
    resolve(id);
    webhooks.note(id, "WEBHOOK_REPLAYED", State.ENABLED.name(), State.ENABLED.name(), actor);
    wake(id);
    return again;
  }

  /** Only what was given up and not sent anew keeps somebody busy. */
  private void resolve(UUID id) {
    if (!deliveries.anyGivenUp(id)) {
      findings.over(Outcomes.key(id, "WEBHOOK_UNDELIVERED"));
    }
  }

  private Webhook enabled(UUID id) {
    var webhook = webhooks.lock(id).orElseThrow(() -> Problem.notFound("no such webhook"));
    if (!webhook.enabled()) {
      throw Problem.conflict("the webhook is disabled: enable it first");
    }
    return webhook;
  }

  private void wake(UUID id) {
    events.publishEvent(new DeliveriesWait(Set.of(id)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
