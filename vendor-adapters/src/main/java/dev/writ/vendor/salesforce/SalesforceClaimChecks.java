package dev.writ.vendor.salesforce;

import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How old the oldest row of the generative AI audit is. It is the one of Salesforce's promises
 * about data that is not the company's to keep which a call shows: zero retention at model vendors,
 * the region and the passes after 30, 60 and 90 days have none.
 */
final class SalesforceClaimChecks implements ClaimChecks {
  private static final String AUDIT = "GenAIGatewayRequest__dlm";
  private static final String WHEN = "timestamp__c";

  private final SalesforceSignIn signIn;

  SalesforceClaimChecks(SalesforceSignIn signIn) {
    this.signIn = signIn;
  }

  @Override
  public List<Observation> observe(VendorConnection connection, Promised promised) {
    var seen = audit(connection, promised);
    return List.of(
        new Observation(
            Promise.RETENTION,
            "AI_AUDIT_PAST_RETENTION",
            seen.standing(),
            seen.value(),
            "POST {tenant}/api/v3/query: " + AUDIT + "." + WHEN));
  }

  private record Seen(Standing standing, String value) {}

  private Seen audit(VendorConnection connection, Promised promised) {
    var settings = SalesforceSettings.of(connection);
    if (!settings.data360()) {
      return unclear("this connection has no Data 360 to look at");
    }
    Optional<String> oldest;
    try {
      oldest = new Data360Query(signIn.tenant(connection, settings)).lowest(AUDIT, WHEN);
    } catch (VendorFailure failure) {
      if (failure.status() == 403) {
        return unclear("the credentials do not let one see the audit");
      }
      if (failure.kind() != Kind.REJECTED) {
        throw failure;
      }
      return unclear("the org has no audit rows with a time");
    }
    if (promised.retention().isEmpty()) {
      return unclear("no retention was promised");
    }
    if (oldest.isEmpty()) {
      return new Seen(Standing.AS_PROMISED, "the audit holds nothing");
    }
    var since = instant(oldest.get());
    if (since.isEmpty()) {
      return unclear("the oldest audit row does not tell its time");
    }
    return since.get().isBefore(promised.now().minus(promised.retention().get()))
        ? new Seen(Standing.NOT_AS_PROMISED, "audit rows older than promised are still there")
        : new Seen(Standing.AS_PROMISED, "no audit row is older than promised");
  }

  private static Seen unclear(String why) {
    return new Seen(Standing.UNCLEAR, why);
  }

  /** With or without the T, the zone's letters, and a zone at all: then it is UTC. */
  private static Optional<Instant> instant(String text) {
    var plain = text.strip().replace(" UTC", "").replace(' ', 'T');
    try {
      return Optional.of(
          Instant.parse(plain.matches(".*(?:Z|[+-][0-9:]{5})") ? plain : plain + "Z"));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
