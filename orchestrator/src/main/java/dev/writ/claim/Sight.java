package dev.writ.claim;

import dev.writ.vendor.spi.ClaimChecks.Standing;
import dev.writ.vendor.spi.Promise;
import java.time.Instant;
import java.util.UUID;

/**
 * What one check saw at one look.
 *
 * @param baseline the value that passed for normal then
 */
record Sight(
    UUID id,
    Promise promise,
    String code,
    Standing standing,
    String value,
    String baseline,
    String source,
    Instant at) {

  boolean drifted() {
    return !value.equals(baseline);
  }
}
