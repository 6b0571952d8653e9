package dev.writ.vendor.kit;

import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import java.time.Duration;
import java.util.List;

/** One setting, which says how long the toy keeps what was erased. */
class ToyClaimChecks implements ClaimChecks {

  @Override
  public List<Observation> observe(VendorConnection connection, Promised promised) {
    try {
      int days =
          ToyAdapter.object(ToyAdapter.api(connection).promises()).path("retentionDays").asInt(-1);
      return List.of(observation(standing(Duration.ofDays(days), promised), "P" + days + "D"));
    } catch (VendorFailure failure) {
      if (failure.status() == 403) {
        return List.of(observation(Standing.UNCLEAR, "the key may not see it"));
      }
      throw failure;
    }
  }

  private static Standing standing(Duration seen, Promised promised) {
    return promised
        .retention()
        .map(most -> seen.compareTo(most) > 0 ? Standing.NOT_AS_PROMISED : Standing.AS_PROMISED)
        .orElse(Standing.UNCLEAR);
  }

  static Observation observation(Standing standing, String value) {
    return new Observation(
        Promise.RETENTION, "RETENTION_SETTING", standing, value, "GET /promises");
  }
}
