package dev.writ.webhook;

import dev.writ.api.model.DeliveryState;
import dev.writ.api.model.DeliveryView;
import dev.writ.api.model.WebhookState;
import dev.writ.api.model.WebhookView;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Receivers and deliveries as the API shows them. */
final class WebhookViews {
  private WebhookViews() {}

  static WebhookView of(Webhook webhook) {
    var view =
        new WebhookView(
            webhook.id(),
            webhook.version(),
            webhook.name(),
            webhook.url().toString(),
            webhook.events(),
            WebhookState.valueOf(webhook.state().name()),
            at(webhook.createdAt()));
    webhook
        .disabledBecause()
        .map(why -> WebhookView.DisabledBecauseEnum.valueOf(why.name()))
        .ifPresent(view::setDisabledBecause);
    webhook.failingSince().map(WebhookViews::at).ifPresent(view::setFailingSince);
    webhook.oldSecretUntil().map(WebhookViews::at).ifPresent(view::setOldSecretUntil);
    return view;
  }

  static DeliveryView of(Delivery delivery) {
    var view =
        new DeliveryView(
            delivery.id(),
            delivery.event(),
            delivery.type(),
            DeliveryState.valueOf(delivery.state().name()),
            delivery.attempts(),
            at(delivery.createdAt()));
    delivery.status().ifPresent(view::setStatusCode);
    delivery
        .failure()
        .map(why -> DeliveryView.FailureEnum.valueOf(why.name()))
        .ifPresent(view::setFailure);
    delivery.triedAt().map(WebhookViews::at).ifPresent(view::setTriedAt);
    if (delivery.state() == Delivery.State.PENDING) {
      view.setNextAt(at(delivery.nextAt()));
    }
    delivery.endedAt().map(WebhookViews::at).ifPresent(view::setEndedAt);
    return view;
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
