package dev.writ.drill;

import dev.writ.claim.PromisedRetention;
import dev.writ.connection.Connection;
import dev.writ.connection.VendorCatalogue;
import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.Promise;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * How long a vendor may keep what was deleted: as promised at this connection, else by its own
 * documents. These often name several times, by plan or by kind of object; a vendor is late only
 * past the longest.
 */
@Component
class ClaimedRetention {
  private final PromisedRetention promised;
  private final VendorCatalogue vendors;

  ClaimedRetention(PromisedRetention promised, VendorCatalogue vendors) {
    this.promised = promised;
    this.vendors = vendors;
  }

  Optional<Duration> at(Connection connection) {
    return promised.at(connection).or(() -> documented(connection));
  }

  private Optional<Duration> documented(Connection connection) {
    return vendors.require(connection.vendor()).descriptor().claims().stream()
        .filter(claim -> claim.promise() == Promise.RETENTION)
        .flatMap(ClaimedRetention::days)
        .max(Comparator.naturalOrder());
  }

  private static Stream<Duration> days(DocumentedClaim claim) {
    try {
      return Stream.of(Duration.parse(claim.value()));
    } catch (DateTimeException noPeriod) {
      return Stream.empty();
    }
  }
}
