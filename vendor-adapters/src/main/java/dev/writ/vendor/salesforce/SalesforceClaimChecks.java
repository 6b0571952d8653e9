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
 * How old the oldest row of the generative AI audit is. No document says how long these rows are
 * kept (help.salesforce.com: ai.generative_ai_feedback_about, read 2026-11-23): the documented
 * periods are about prompts at model vendors, the recycle bin and profiles, and an audit row breaks
 * none of them. It is held against a contract that counts from the last use, and nothing else:
 * without one there is no end that the oldest row could be past, whatever it is. Zero retention at
 * model vendors, the region and the passes after 30, 60 and 90 days no call shows.
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
    if (promised.idle().isEmpty()) {
      return new Seen(Standing.UNBROKEN, "nothing known ends audit rows");
    }
    if (oldest.isEmpty()) {
      return new Seen(Standing.UNBROKEN, "the audit holds nothing");
    }
    var since = instant(oldest.get());
    if (since.isEmpty()) {
      return unclear("the oldest audit row does not tell its time");
    }
    return since.get().isBefore(promised.now().minus(promised.idle().get()).minus(GRACE))
        ? new Seen(Standing.NOT_AS_PROMISED, "audit rows older than the contract says are there")
        : new Seen(Standing.UNBROKEN, "no audit row is older than the contract says");
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
