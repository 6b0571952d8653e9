package dev.writ.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.settings.WritSettings;
import dev.writ.vendor.spi.VendorFailure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

class ConnectionGatesTest {
  private static final Duration OPEN = Duration.ofMillis(1_200);
  private final ConnectionGates gates =
      new ConnectionGates(
          new Unpaced(),
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
  void says_how_long_a_circuit_that_opens_anew_stays_open() throws InterruptedException {
    fail(10);
    assertThat(left()).isBetween(OPEN.dividedBy(2), OPEN);
    assertThatThrownBy(() -> gates.of(connection).enter()).isInstanceOf(VendorFailure.class);
    Thread.sleep(OPEN.plusMillis(50));
    fail(3);
    assertThat(left()).isBetween(OPEN.plusMillis(1), OPEN.multipliedBy(2));
  }

  /** Nobody waits, and no record is asked. */
  private static final class Unpaced extends Pace {
    Unpaced() {
      super(JdbcClient.create(new SimpleDriverDataSource()));
    }

    @Override
    void await(UUID connection, double callsPerSecond) {}
  }

  private Duration left() {
    return gates.openFor(connection.id()).orElseThrow();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      var gate = gates.of(connection);
      gate.enter();
      gate.leave(new VendorFailure(VendorFailure.Kind.UNAVAILABLE, 503));
    }
  }
}
