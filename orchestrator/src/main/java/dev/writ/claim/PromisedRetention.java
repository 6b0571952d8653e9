package dev.writ.claim;

import dev.writ.connection.Connection;
import dev.writ.vendor.spi.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How long a vendor may keep what was deleted, as it was promised to this company. */
@Component
public class PromisedRetention {
  private final Claims claims;
  private final Clock clock;

  PromisedRetention(Claims claims, Clock clock) {
    this.claims = claims;
    this.clock = clock;
  }

  /** By the claim that counts today; empty when none does. */
  public Optional<Duration> at(Connection connection) {
    var claim = Objects.requireNonNull(claims.of(connection).get(Promise.RETENTION));
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return claim.counts(today)
        ? Optional.ofNullable(claim.value()).map(Duration::parse)
        : Optional.empty();
  }
}
