package dev.writ.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.writ.connection.Pace.Lane;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.web.RunningWrit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pace that the record keeps; each {@link Pace} here stands for a process. */
class PaceIT {
  private static final double TWO_A_MINUTE = 2 / 60.0;

  private final Lane lane = new Lane(paused(), "");

  /** One that nothing calls. */
  private static UUID paused() {
    var body =
        """
        {"vendor": "hubspot", "name": "Pace %s", "baseUrl": "http://127.0.0.1:9",
         "credentials": {"accessToken": "invented-secret"}}
        """
            .formatted(UUID.randomUUID());
    var made = RunningWrit.read(RunningWrit.json("POST", "/v1/connections", "admin", body));
    var id = made.path("id").asString();
    RunningWrit.json("PATCH", "/v1/connections/" + id, "admin", "{\"state\": \"PAUSED\"}");
    return UUID.fromString(id);
  }

  private static Pace process() {
    return new Pace(RunningWrit.bean(JdbcClient.class));
  }

  @Test
  void two_processes_together_keep_the_pace() throws Exception {
    var calls = new ArrayList<Callable<Void>>();
    for (var process : new Pace[] {process(), process()}) {
      calls.add(
          () -> {
            for (int i = 0; i < 10; i++) {
              process.await(lane, 20);
            }
            return null;
          });
    }
    long before = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(calls.size())) {
      for (var done : threads.invokeAll(calls)) {
        done.get();
      }
    }
    // A process takes five slots at a time, so the last one may lie so many before the end.
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(700));
  }

  @Test
  void a_slot_that_is_too_far_away_is_not_taken() {
    process().await(lane, TWO_A_MINUTE);
    for (int i = 0; i < 5; i++) {
      assertThat(wait(process())).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
    }
  }

  @Test
  void what_the_vendor_asks_for_is_kept_by_every_process() {
    process().pause(lane, Duration.ofSeconds(40));
    process().pause(lane, Duration.ofSeconds(25));
    assertThat(wait(process())).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40));
  }

  @Test
  void a_family_has_a_pace_of_its_own_that_every_process_keeps() {
    var family = new Lane(lane.connection(), "exports");
    process().await(family, TWO_A_MINUTE);
    assertThat(wait(process(), family)).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
    process().await(lane, 20);
    process().await(new Lane(lane.connection(), "counts"), TWO_A_MINUTE);
    process().pause(family, Duration.ofSeconds(50));
    assertThat(wait(process(), family)).isGreaterThan(Duration.ofSeconds(40));
    process().await(lane, 20);
  }

  private Duration wait(Pace process) {
    return wait(process, lane);
  }

  private static Duration wait(Pace process, Lane lane) {
    var failure =
        catchThrowableOfType(VendorFailure.class, () -> process.await(lane, TWO_A_MINUTE));
    assertThat(failure.kind()).isEqualTo(VendorFailure.Kind.RATE_LIMITED);
    return failure.retryAfter().orElseThrow();
  }
}
