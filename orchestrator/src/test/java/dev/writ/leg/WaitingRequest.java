package dev.writ.leg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.support.Filings;
import dev.writ.web.RunningWrit;
import java.util.List;
import java.util.UUID;

/** An erasure at the sandbox's HubSpot that waits to hear who is asking: nothing moves its leg. */
final class WaitingRequest {
  private WaitingRequest() {}

  /**
   * @param name of the test's person
   */
  static UUID file(String name) {
    var email = name + "-" + UUID.randomUUID() + "@example.com";
    var wanted = Filings.request("ERASURE", "ONE_TIME_CODE", email);
    wanted.put("connections", List.of(RunningWrit.connection("hubspot")));
    var filed =
        RunningWrit.json(
            "POST", "/v1/requests", "officer", RunningWrit.JSON.writeValueAsString(wanted));
    assertThat(filed.statusCode()).isEqualTo(201);
    return UUID.fromString(RunningWrit.read(filed).path("id").asString());
  }
}
