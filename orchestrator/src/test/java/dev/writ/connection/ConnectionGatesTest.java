package dev.writ.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.writ.settings.WritSettings;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorFailure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

class ConnectionGatesTest {
  private static final Duration OPEN = Duration.ofMillis(1_200);
  private static final List<VendorDescriptor.Family> FAMILIES =
      List.of(new VendorDescriptor.Family("exports", 2, "the vendor's limits"));

  private final Unpaced pace = new Unpaced();
  private final ConnectionGates gates =
      new ConnectionGates(
          pace,
          new SimpleMeterRegistry(),
          new WritSettings.Calls(
              Duration.ofSeconds(1), Duration.ofMinutes(10), OPEN, Duration.ofHours(24)));
  private final Connection connection =
      new Connection(
          UUID.randomUUID(),
          "openai",
          "test",
          URI.create("https://vendor.example.com"),
          Connection.State.ACTIVE,
          10,
          1);

  @Test
  void says_how_long_a_circuit_that_opens_anew_stays_open() {
    fail(10);
    assertThat(left()).isBetween(OPEN.dividedBy(2), OPEN);
    assertThatThrownBy(() -> gates.of(connection, FAMILIES).enter())
        .isInstanceOf(VendorFailure.class);
    await().until(this::halfOpen);
    fail(2);
    assertThat(left()).isBetween(OPEN.plusMillis(1), OPEN.multipliedBy(2));
  }

  @Test
  void a_call_of_a_family_keeps_the_familys_pace_and_the_connections() {
    var gate = gates.of(connection, FAMILIES);
    gate.enter("exports");
    gate.enter();
    gate.enter("unheard of");
    assertThat(pace.entered).containsExactly("exports 2", " 600", " 600", " 600");
  }

  @Test
  void a_plea_to_slow_down_is_about_the_calls_that_the_vendor_counts_together() {
    var gate = gates.of(connection, FAMILIES);
    var plea = new VendorFailure(VendorFailure.Kind.RATE_LIMITED, 429, Duration.ofSeconds(30));
    gate.enter("exports");
    gate.leave("exports", plea);
    gate.enter();
    gate.leave(plea);
    assertThat(pace.paused).containsExactly("exports PT30S", " PT30S");
  }

  /** Nobody waits, and no record is asked. */
  private static final class Unpaced extends Pace {
    final List<String> entered = new ArrayList<>();
    final List<String> paused = new ArrayList<>();

    Unpaced() {
      super(JdbcClient.create(new SimpleDriverDataSource()));
    }

    @Override
    void await(Lane lane, double callsPerSecond) {
      entered.add(lane.family() + " " + Math.round(callsPerSecond * 60));
    }

    @Override
    void pause(Lane lane, Duration wait) {
      paused.add(lane.family() + " " + wait);
    }
  }

  private Duration left() {
    return gates.openFor(connection.id()).orElseThrow();
  }

  /** It has been tried, and has failed once more. */
  private boolean halfOpen() {
    try {
      fail(1);
      return true;
    } catch (VendorFailure stillOpen) {
      return false;
    }
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      var gate = gates.of(connection, FAMILIES);
      gate.enter();
      gate.leave(new VendorFailure(VendorFailure.Kind.UNAVAILABLE, 503));
    }
  }
}
