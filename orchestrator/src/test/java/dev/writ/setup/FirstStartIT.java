package dev.writ.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.support.ServiceProcess;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstStartIT {
  @Test
  void a_first_start_that_was_cut_off_does_not_keep_the_next_one_from_starting() throws Exception {
    try (var service = new ServiceProcess(Map.of())) {
      var unfinished = service.home().resolve("postgres");
      Files.createDirectories(unfinished.resolve("base"));
      Files.writeString(unfinished.resolve("PG_VERSION"), "18\n");
      Files.writeString(unfinished.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 trust\n");
      service.launch();
      assertThat(service.get("/v1/connections", "admin").isArray()).isTrue();
      try (var home = Files.list(service.home())) {
        assertThat(home.map(path -> path.getFileName().toString()))
            .anyMatch(name -> name.startsWith("postgres.unfinished-"));
      }
    }
  }

  @Test
  void a_vendor_of_the_sandbox_that_is_being_left_does_not_keep_the_next_start_from_starting()
      throws Exception {
    var settings = Map.of("WRIT_SANDBOX", "true", "WRIT_SANDBOX_PORT", "0");
    try (var service = new ServiceProcess(settings)) {
      service.launch();
      var second =
          service.post("/v1/tokens", "admin", Map.of("role", "APPROVER", "name", "Second"));
      Files.writeString(service.home().resolve("tokens/second"), second.path("token").asString());
      var path = leave(service, "microsoft-copilot");
      for (var approver : List.of("approver", "second")) {
        var version = service.get(path, "officer").path("version").asLong();
        service.post(path + "/approve", approver, Map.of("version", version));
      }
      service.kill();
      service.launch();
      assertThat(service.get(path, "officer").path("state").asString()).isNotEqualTo("OPENED");
    }
  }

  private static String leave(ServiceProcess service, String vendor) throws Exception {
    var connection =
        service
            .get("/v1/connections", "officer")
            .valueStream()
            .filter(one -> one.path("vendor").asString().equals(vendor))
            .findFirst()
            .orElseThrow();
    var wish =
        Map.of(
            "connection",
            connection.path("id").asString(),
            "returnData",
            false,
            "openRequests",
            "FINISH",
            "reason",
            "The contract ends");
    var opened = service.post("/v1/offboardings", "officer", wish);
    var path = "/v1/offboardings/" + opened.path("id").asString();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> service.get(path, "officer").path("plan").has("listed"));
    return path;
  }
}
