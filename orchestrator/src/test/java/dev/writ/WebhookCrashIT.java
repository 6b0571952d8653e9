package dev.writ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.support.ServiceProcess;
import dev.writ.webhook.ReceiverServer;
import dev.writ.webhook.ReceiverServer.Call;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The service is killed when a receiver has an event and its answer was not entered. */
class WebhookCrashIT {

  /** No engine takes part: deliveries are the record's. */
  @Test
  void an_event_whose_answer_was_lost_is_sent_again_under_the_same_id() throws Exception {
    // What was begun is due again after the time-out and twenty seconds.
    var settings = Map.of("WRIT_WEBHOOK_TIMEOUT", "PT1S", "WRIT_SWEEP", "PT2S");
    try (var receiver = new ReceiverServer();
        var service = new ServiceProcess(settings).launch()) {
      var first = new AtomicBoolean(true);
      var killed = new CountDownLatch(1);
      receiver.before(
          call -> {
            if (first.getAndSet(false)) {
              service.kill();
              killed.countDown();
            }
          });
      var issued =
          service.post(
              "/v1/webhooks",
              "admin",
              Map.of("name", "Crash", "url", receiver.url(), "events", List.of("leg.moved")));
      var path = "/v1/webhooks/" + issued.path("webhook").path("id").asString();
      service.send("POST", path + "/test", "admin", null);
      assertThat(killed.await(30, TimeUnit.SECONDS)).isTrue();
      service.launch();
      await().atMost(Duration.ofMinutes(3)).until(() -> receiver.calls().size() == 2);
      assertThat(receiver.ids()).hasSize(1);
      var secret = issued.path("secret").asString();
      assertThat(receiver.calls()).allMatch((Call call) -> call.signedWith(secret));
      var delivery = await().until(() -> only(service, path), d -> state(d).equals("DELIVERED"));
      assertThat(delivery.path("attempts").asInt()).isEqualTo(2);
      assertThat(delivery.path("event").asString()).isEqualTo(receiver.ids().getFirst());
    }
  }

  private static JsonNode only(ServiceProcess service, String path) throws Exception {
    return service.get(path + "/deliveries", "admin").path("items").get(0);
  }

  private static String state(JsonNode delivery) {
    return delivery.path("state").asString();
  }
}
