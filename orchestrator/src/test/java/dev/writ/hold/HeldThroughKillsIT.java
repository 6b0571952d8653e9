package dev.writ.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.connection.VendorCatalogue;
import dev.writ.support.Engines;
import dev.writ.support.Officers;
import dev.writ.support.ServiceProcess;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.ResendLaw;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A service that is killed while it erases around a hold, and again right after the release. */
class HeldThroughKillsIT {
  private static final int PEOPLE = 4;

  @Test
  void what_is_held_survives_a_kill_and_what_is_released_goes_in_spite_of_one() throws Exception {
    try (var sandbox = sandbox();
        var service = new ServiceProcess(Engines.require("in-process")).launch()) {
      var people =
          SandboxPeople.all().stream()
              .filter(p -> p.livesIn("hubspot") && p.emails().size() == 1 && p.objects() <= 9)
              .limit(PEOPLE)
              .toList();
      var officers = new Officers(service);
      officers.connect(sandbox, people);
      var hold =
          service.post(
              "/v1/holds",
              "officer",
              Map.of(
                  "sort", "EXEMPTION",
                  "law", "GDPR",
                  "ground", "LEGAL_CLAIMS",
                  "owner", "legal",
                  "reviewOn", HeldCase.inDays(60).toString(),
                  "covers", Map.of("vendor", "hubspot", "kinds", List.of("contact"))));
      sandbox.misbehave("hubspot", Misbehaviour.ANSWER_LOST, 0.2);
      var cases = new LinkedHashMap<String, SandboxPerson>();
      for (var person : people) {
        cases.put(officers.file("ERASURE", person), person);
      }
      workFor(officers, Duration.ofMillis(1_500));
      service.kill();
      service.launch();
      workFor(officers, Duration.ofSeconds(3));
      sandbox.misbehave("hubspot", Set.of());
      answered(officers, service, cases, "FULFILLED_WITH_EXCEPTIONS", "REFUSED");
      for (var one : cases.entrySet()) {
        var kept = hubspot(service, one.getKey()).path("held").path("objects").asInt();
        assertThat(kept).as(one.getValue().key()).isPositive();
        assertThat(sandbox.simulator("hubspot").held(one.getValue())).isEqualTo(kept);
      }

      var path = "/v1/holds/" + hold.path("id").asString() + "/release";
      service.post(path, "approver", Map.of("version", 0, "reason", "Settled"));
      service.kill();
      service.launch();
      answered(officers, service, cases, "FULFILLED");
      for (var person : people) {
        assertThat(sandbox.simulator("hubspot").held(person)).as(person.key()).isZero();
      }
      assertThat(ResendLaw.violations(sandbox.log())).isEmpty();
    }
  }

  private static Sandbox sandbox() {
    var simulators =
        VendorCatalogue.simulators().stream()
            .filter(s -> List.of("openai", "hubspot").contains(s.vendor()))
            .toList();
    var sandbox = new Sandbox(0, simulators).start();
    sandbox.seed(20261129);
    sandbox.keepLog(true);
    return sandbox;
  }

  private static void workFor(Officers officers, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    await()
        .atMost(time.plusMinutes(1))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              officers.work();
              return System.nanoTime() >= end;
            });
  }

  private static void answered(
      Officers officers,
      ServiceProcess service,
      Map<String, SandboxPerson> cases,
      String... outcomes) {
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              officers.work();
              for (var id : cases.keySet()) {
                var now = service.get("/v1/requests/" + id, "officer");
                assertThat(now.path("state").asString()).as(now.toString()).isEqualTo("MONITORING");
                assertThat(now.path("outcome").asString())
                    .as(now.toString())
                    .isIn((Object[]) outcomes);
              }
            });
  }

  private static JsonNode hubspot(ServiceProcess service, String id) throws Exception {
    return service
        .get("/v1/requests/" + id, "officer")
        .path("legs")
        .valueStream()
        .filter(leg -> leg.path("vendor").asString().equals("hubspot"))
        .findFirst()
        .orElseThrow();
  }
}
