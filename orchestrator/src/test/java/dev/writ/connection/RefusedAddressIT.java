package dev.writ.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.hold.HeldCase;
import dev.writ.web.RunningWrit;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An address that could be called when it was set, and has come to lead to a private one. */
class RefusedAddressIT {
  private final String connection = "/v1/connections/" + made();

  @AfterEach
  void no_other_request_goes_there() {
    RunningWrit.json("PATCH", connection, "admin", "{\"state\": \"PAUSED\"}");
  }

  @Test
  void is_not_called_and_its_leg_waits_for_another() {
    leadsTo("https://10.0.0.1");
    var check = RunningWrit.read(RunningWrit.json("POST", connection + "/test", "admin", null));
    assertThat(check.path("failure").asString()).isEqualTo("UNAVAILABLE");
    var request = HeldCase.filed("private-" + UUID.randomUUID() + "@example.com", id());
    var leg = await().until(request::leg, now -> now.path("state").asString().equals("BLOCKED"));
    assertThat(leg.path("reason").asString()).contains("address leads to where no call may go");
    assertThat(leg.has("nextAttemptAt")).isFalse();
  }

  @Test
  void credentials_that_are_kept_go_to_no_other_place() {
    for (var other :
        new String[] {"http://127.0.0.1:10", "https://127.0.0.1:9", "http://[::1]:9"}) {
      var refused =
          RunningWrit.json("PATCH", connection, "admin", "{\"baseUrl\": \"" + other + "\"}");
      assertThat(refused.statusCode()).as(other).isEqualTo(422);
      var problem = RunningWrit.read(refused);
      assertThat(problem.path("type").asString()).isEqualTo("urn:writ:problem:unprocessable");
      assertThat(problem.path("detail").asString()).contains("send credentials with it");
    }
    var path = "{\"baseUrl\": \"http://127.0.0.1:9/eu\"}";
    assertThat(RunningWrit.json("PATCH", connection, "admin", path).statusCode()).isEqualTo(200);
    var both =
        "{\"baseUrl\": \"http://127.0.0.1:10\", \"credentials\": {\"accessToken\": \"another\"}}";
    assertThat(RunningWrit.json("PATCH", connection, "admin", both).statusCode()).isEqualTo(200);
  }

  private void leadsTo(String address) {
    RunningWrit.bean(JdbcClient.class)
        .sql("update connection set base_url = ? where id = ?::uuid")
        .params(address, id())
        .update();
  }

  private String id() {
    return connection.substring("/v1/connections/".length());
  }

  private static String made() {
    var body =
        """
        {"vendor": "hubspot", "name": "Refused %s", "baseUrl": "http://127.0.0.1:9",
         "credentials": {"accessToken": "invented-secret"}}
        """
            .formatted(UUID.randomUUID());
    var made = RunningWrit.json("POST", "/v1/connections", "admin", body);
    assertThat(made.statusCode()).isEqualTo(201);
    return RunningWrit.read(made).path("id").asString();
  }
}
