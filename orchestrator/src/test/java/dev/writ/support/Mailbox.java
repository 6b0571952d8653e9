package dev.writ.support;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** What a person finds in the mailbox: in the default run an officer reads it in the outbox. */
public final class Mailbox {
  private Mailbox() {}

  /** The text of a letter of this kind, when it has gone out. */
  public static String text(ServiceProcess service, String request, String kind) {
    return await("a letter " + kind)
        .atMost(Duration.ofSeconds(90))
        .until(() -> find(service, request, kind), text -> !text.isEmpty());
  }

  private static String find(ServiceProcess service, String request, String kind) throws Exception {
    for (var one : service.get("/v1/letters?request=" + request, "officer").path("items")) {
      if (sent(one, kind)) {
        var letter = service.get("/v1/letters/" + one.path("id").asString(), "officer");
        return letter.path("text").asString();
      }
    }
    return "";
  }

  private static boolean sent(JsonNode letter, String kind) {
    return letter.path("kind").asString().equals(kind)
        && letter.path("state").asString().equals("SENT");
  }
}
