package dev.writ.webhook;

import dev.writ.api.WebhooksApi;
import dev.writ.api.model.DeliveryPage;
import dev.writ.api.model.DeliveryState;
import dev.writ.api.model.DeliveryView;
import dev.writ.api.model.NewWebhook;
import dev.writ.api.model.WebhookChange;
import dev.writ.api.model.WebhookReplay;
import dev.writ.api.model.WebhookReplayed;
import dev.writ.api.model.WebhookRotation;
import dev.writ.api.model.WebhookSecret;
import dev.writ.api.model.WebhookView;
import dev.writ.security.Caller;
import dev.writ.web.Problem;
import dev.writ.web.Texts;
import dev.writ.webhook.WebhookDesk.Issued;
import dev.writ.webhook.WebhookDesk.Wish;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class WebhookController implements WebhooksApi {
  private final WebhookDesk desk;
  private final WebhookRecord webhooks;
  private final DeliveryRecord deliveries;

  WebhookController(WebhookDesk desk, WebhookRecord webhooks, DeliveryRecord deliveries) {
    this.desk = desk;
    this.webhooks = webhooks;
    this.deliveries = deliveries;
  }

  @Override
  public ResponseEntity<List<WebhookView>> listWebhooks() {
    return ResponseEntity.ok(webhooks.all().stream().map(WebhookViews::of).toList());
  }

  @Override
  public ResponseEntity<WebhookSecret> createWebhook(NewWebhook wanted) {
    var name = Texts.impersonal(wanted.getName(), "name");
    var issued = desk.create(name, wanted.getUrl(), events(wanted.getEvents()), actor());
    return ResponseEntity.status(201).body(secret(issued));
  }

  @Override
  public ResponseEntity<WebhookView> showWebhook(UUID id) {
    return ResponseEntity.ok(WebhookViews.of(webhooks.require(id)));
  }

  @Override
  public ResponseEntity<WebhookView> changeWebhook(UUID id, WebhookChange change) {
    if (Stream.of(change.getName(), change.getUrl(), change.getEvents(), change.getState())
        .allMatch(Objects::isNull)) {
      throw Problem.body("the body changes nothing: name at least one field");
    }
    var wish =
        new Wish(
            change.getName() == null ? null : Texts.impersonal(change.getName(), "name"),
            change.getUrl(),
            change.getEvents() == null ? null : events(change.getEvents()),
            change.getState() == null ? null : Webhook.State.valueOf(change.getState().name()));
    return ResponseEntity.ok(WebhookViews.of(desk.change(id, change.getVersion(), wish, actor())));
  }

  @Override
  public ResponseEntity<Void> deleteWebhook(UUID id) {
    desk.delete(id, actor());
    return ResponseEntity.noContent().build();
  }

  @Override
  public ResponseEntity<WebhookSecret> rotateWebhookSecret(UUID id, WebhookRotation rotation) {
    return ResponseEntity.ok(secret(desk.rotate(id, rotation.getVersion(), actor())));
  }

  @Override
  public ResponseEntity<DeliveryView> testWebhook(UUID id) {
    return ResponseEntity.accepted().body(WebhookViews.of(desk.test(id, actor())));
  }

  @Override
  public ResponseEntity<WebhookReplayed> replayWebhook(UUID id, WebhookReplay wanted) {
    boolean undelivered = Boolean.TRUE.equals(wanted.getUndelivered());
    int again = desk.replay(id, wanted.getSince().toInstant(), undelivered, actor());
    return ResponseEntity.accepted().body(new WebhookReplayed(again));
  }

  @Override
  public ResponseEntity<DeliveryPage> listDeliveries(
      UUID id, @Nullable DeliveryState state, @Nullable UUID after, Integer limit) {
    webhooks.require(id);
    var wanted = state == null ? null : Delivery.State.valueOf(state.name());
    // One more than asked for, to know whether there is a next page.
    var rows = deliveries.page(id, wanted, after, limit + 1);
    var shown = rows.subList(0, Math.min(limit, rows.size()));
    var page = new DeliveryPage(shown.stream().map(WebhookViews::of).toList());
    if (rows.size() > limit) {
      page.setNext(shown.getLast().id());
    }
    return ResponseEntity.ok(page);
  }

  @Override
  public ResponseEntity<DeliveryView> replayDelivery(UUID id, UUID deliveryId) {
    return ResponseEntity.accepted().body(WebhookViews.of(desk.replay(id, deliveryId, actor())));
  }

  private static WebhookSecret secret(Issued issued) {
    return new WebhookSecret(issued.secret().text(), WebhookViews.of(issued.webhook()));
  }

  private static List<String> events(List<String> words) {
    if (words.contains(null)) {
      throw Problem.invalid("events holds null");
    }
    return words;
  }

  private static String actor() {
    return Caller.current().role().name();
  }
}
