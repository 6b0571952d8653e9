package dev.writ.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.connection.VendorCatalogue;
import dev.writ.support.Officers;
import dev.writ.support.ServiceProcess;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPeople;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The service is killed while nobody knows who is asking, and while an officer says so; with it the
 * engine's memory is gone.
 */
class IdentityKilledIT {
  private String request;

  @Test
  void a_wait_outlives_its_process_and_a_word_that_was_taken_is_never_lost_or_taken_twice()
      throws Exception {
    // None of these is read for the ledger meanwhile: what is called is called for the request.
    var searched =
        VendorCatalogue.simulators().stream()
            .filter(vendor -> Set.of("openai", "hubspot").contains(vendor.vendor()))
            .toList();
    try (var sandbox = new Sandbox(0, searched).start();
        var service = new ServiceProcess(Map.of()).launch()) {
      sandbox.keepLog(true);
      var person = SandboxPeople.all().getFirst();
      new Officers(service).connect(sandbox, List.of(person));
      var checks = sandbox.log().size();
      var filed =
          service.post(
              "/v1/requests",
              "integrator",
              Map.of(
                  "kind",
                  "ERASURE",
                  "regime",
                  "GDPR",
                  "receivedOn",
                  "2026-11-02",
                  "subject",
                  Map.of("identifiers", List.of(Map.of("type", "EMAIL", "value", person.email()))),
                  "identity",
                  Map.of("method", "ONE_TIME_LINK")));
      request = "/v1/requests/" + filed.path("id").asString();
      service.kill();
      service.launch();
      until(service, "VERIFYING_IDENTITY");
      assertThat(identity(service).path("challenges")).hasSize(1);
      assertThat(sandbox.log()).as("calls at vendors").hasSize(checks);

      attestWhileItDies(service);
      service.launch();
      if (!identity(service).path("established").asBoolean()) {
        var version = identity(service).path("version");
        var body = "{\"version\": " + version + ", \"note\": \"Called back\"}";
        assertThat(service.send("POST", request + "/identity/attest", "officer", body).statusCode())
            .isEqualTo(200);
      }
      until(service, "AWAITING_APPROVAL");
      assertThat(identity(service).path("checks")).hasSize(1);
      assertThat(
              service
                  .get(request + "/timeline", "auditor")
                  .valueStream()
                  .map(entry -> entry.path("event").asString()))
          .containsOnlyOnce("IDENTITY_LINK_ASKED", "IDENTITY_BY_OFFICER_ATTESTED", "IDENTIFIED");
      assertThat(sandbox.log().size()).isGreaterThan(checks);
    }
  }

  private void attestWhileItDies(ServiceProcess service) {
    var body = "{\"version\": 1, \"note\": \"Called back\"}";
    var attest =
        CompletableFuture.runAsync(
            () -> {
              try {
                service.send("POST", request + "/identity/attest", "officer", body);
              } catch (Exception died) {
                // as it is meant to
              }
            });
    service.kill();
    attest.join();
  }

  private JsonNode identity(ServiceProcess service) throws Exception {
    return service.get(request + "/identity", "officer");
  }

  private void until(ServiceProcess service, String state) {
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> service.get(request, "officer").path("state").asString().equals(state));
  }
}
