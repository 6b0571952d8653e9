package dev.writ.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.connection.VendorCatalogue;
import dev.writ.support.Mailbox;
import dev.writ.support.ServiceProcess;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPeople;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The whole story: somebody fills in the form, uses the link that an officer can read in the outbox
 * too, and is told in the end that the data is gone; the service dies once on the way.
 */
class FromTheFormToTheLastLetterIT {
  private static final String VENDOR = "hubspot";
  private static final Pattern GONE_BY = Pattern.compile("erased.* are gone by (.+?)\\.");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
  private static final Pattern PAGE = Pattern.compile("/subject/identity/[A-Za-z0-9_-]+");

  @Test
  void a_person_asks_by_the_form_proves_it_by_the_link_and_is_answered() throws Exception {
    try (var sandbox = new Sandbox(0, VendorCatalogue.simulators()).start();
        var service = new ServiceProcess(Map.of()).launch()) {
      var person = SandboxPeople.all().getFirst();
      connect(service, sandbox);
      sandbox.plant(List.of(person));
      var browser = new Browser(service.address());
      var form = browser.filledIn(person.email());
      assertThat(browser.sends("/request", form).statusCode()).isEqualTo(200);

      var id = service.get("/v1/requests", "officer").path("items").get(0).path("id").asString();
      var request = "/v1/requests/" + id;
      until(service, request, "VERIFYING_IDENTITY");
      var linked = service.send("POST", request + "/status-link", "officer", null);
      var status = dev.writ.web.RunningWrit.JSON.readTree(linked.body()).path("link").asString();
      assertThat(browser.reads(status).body()).contains("sure that it is you");

      service.kill();
      service.launch();
      var again = new Browser(service.address());
      var asking = PAGE.matcher(Mailbox.text(service, id, "IDENTITY_ASK"));
      assertThat(asking.find()).as("a link in the letter").isTrue();
      assertThat(again.sends(asking.group(), Map.of("answer", "confirm")).statusCode())
          .isEqualTo(200);
      var planned = until(service, request, "AWAITING_APPROVAL");
      service.post(request + "/approve", "approver", Map.of("version", planned.path("version")));
      var answered = until(service, request, "MONITORING");
      var told = GONE_BY.matcher(Mailbox.text(service, id, "COMPLETION"));
      assertThat(told.find()).as("the day on which the vendor's own copies are gone").isTrue();
      assertThat(LocalDate.parse(told.group(1), DAY))
          .isEqualTo(lastResidual(answered))
          .isBetween(today().plusDays(89), today().plusDays(90));
      assertThat(again.reads(status).body()).contains("was answered", "What was done");
    }
  }

  private static LocalDate lastResidual(JsonNode request) {
    return request
        .path("legs")
        .get(0)
        .path("residuals")
        .valueStream()
        .filter(kept -> kept.has("goneBy"))
        .map(kept -> LocalDate.parse(kept.path("goneBy").asString()))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  private static void connect(ServiceProcess service, Sandbox sandbox) throws Exception {
    service.post(
        "/v1/connections",
        "admin",
        Map.of(
            "vendor", VENDOR,
            "name", VENDOR,
            "baseUrl", sandbox.baseUrl(VENDOR).toString(),
            "credentials", sandbox.simulator(VENDOR).credentials(),
            "settings", sandbox.simulator(VENDOR).settings()));
  }

  private static JsonNode until(ServiceProcess service, String request, String state) {
    return await()
        .atMost(Duration.ofMinutes(3))
        .until(
            () -> service.get(request, "officer"),
            now -> now.path("state").asString().equals(state));
  }
}
