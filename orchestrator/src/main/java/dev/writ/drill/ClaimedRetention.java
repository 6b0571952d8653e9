package dev.writ.drill;

import dev.writ.connection.Connection;
import dev.writ.connection.VendorCatalogue;
import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.Promise;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * How long a vendor may keep what was deleted, by its own documents. They often name several times,
 * by plan or by kind of object; a vendor is late only past the longest.
 */
@Component
class ClaimedRetention {
  private final VendorCatalogue vendors;

  ClaimedRetention(VendorCatalogue vendors) {
    this.vendors = vendors;
  }

  Optional<Duration> at(Connection connection) {
    return vendors.require(connection.vendor()).descriptor().claims().stream()
        .filter(claim -> claim.promise() == Promise.RETENTION)
        .flatMap(ClaimedRetention::days)
        .max(Comparator.naturalOrder());
  }

  private static Stream<Duration> days(DocumentedClaim claim) {
    try {
      return Stream.of(Duration.ofDays(Period.parse(claim.value()).getDays()));
    } catch (DateTimeException noPeriod) {
      return Stream.empty();
    }
  }
}
