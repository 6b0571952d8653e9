package dev.writ.vendor.hubspot;

import static dev.writ.vendor.hubspot.HubSpotAnswers.results;
import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the account's data is hosted, and whether what was archived is still listed when it should
 * be gone. Living records are the company's to keep, however old; only what was deleted is under a
 * promise of HubSpot's.
 */
final class HubSpotClaimChecks implements ClaimChecks {
  private static final Pattern LOCATION = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /**
   * How long an archived record of whatever kind can be restored (knowledge.hubspot.com: restore
   * deleted records, read 2026-11-23). The shorter periods of the documents are about contacts that
   * were permanently deleted, and threads: no archived record breaks them.
   */
  private static final Duration BIN = Duration.ofDays(90);

  /** Pages of one kind that are read for its oldest record. */
  private static final int MOST_PAGES = 100;

  @Override
  public List<Observation> observe(VendorConnection connection, Promised promised) {
    var api = HubSpotAdapter.api(connection);
    return List.of(hosting(api, promised), archived(api, promised));
  }

  private static Observation hosting(HubSpotApi api, Promised promised) {
    return seen(
        Promise.REGION,
        "DATA_HOSTING_LOCATION",
        "GET /account-info/v3/details: dataHostingLocation",
        () -> {
          var location = answered(api.account()).dataHostingLocation();
          if (location == null || location.isEmpty()) {
            return new Seen(Standing.UNCLEAR, "the account does not tell where it is hosted");
          }
          require(LOCATION.matcher(location).matches());
          return new Seen(
              promised
                  .region()
                  .map(region -> location.equalsIgnoreCase(region.strip()))
                  .map(same -> same ? Standing.AS_PROMISED : Standing.NOT_AS_PROMISED)
                  .orElse(Standing.UNCLEAR),
              location.toLowerCase(Locale.ROOT));
        });
  }

  private static Observation archived(HubSpotApi api, Promised promised) {
    return seen(
        Promise.RETENTION,
        "ARCHIVED_PAST_RETENTION",
        "GET /crm/v3/objects/{type}?archived=true: archivedAt",
        () ->
            mostArchived(promised)
                .map(most -> archived(api, promised.now(), most))
                .orElse(new Seen(Standing.UNCLEAR, "no retention was promised")));
  }

  /** By a contract as it says; by the documents not less than what they say of the bin. */
  private static Optional<Duration> mostArchived(Promised promised) {
    return promised
        .contract()
        .map(Contract::kept)
        .or(() -> promised.retention().map(kept -> kept.compareTo(BIN) > 0 ? kept : BIN));
  }

  private static Seen archived(HubSpotApi api, Instant now, Duration retention) {
    var past = new ArrayList<String>();
    var unread = new ArrayList<String>();
    for (var kind : HubSpotKind.values()) {
      if (!kind.type().isEmpty()) {
        switch (seenAge(api, kind, now.minus(retention).minus(GRACE))) {
          case PAST -> past.add(kind.word());
          case UNREAD -> unread.add(kind.word());
          case WITHIN -> {}
        }
      }
    }
    if (!past.isEmpty()) {
      return new Seen(
          Standing.NOT_AS_PROMISED,
          "archived longer ago than promised and still listed: " + String.join(", ", past));
    }
    return unread.isEmpty()
        ? new Seen(Standing.UNBROKEN, "nothing is listed that was archived longer ago")
        : new Seen(
            Standing.UNCLEAR,
            "too many archived records, without a date, or hidden from the token: "
                + String.join(", ", unread));
  }

  private enum Age {
    PAST,
    WITHIN,
    /** Some record has no date, or there are more than are read, or the token may not see them. */
    UNREAD
  }

  /** A kind that the token may not see hides no other. */
  private static Age seenAge(HubSpotApi api, HubSpotKind kind, Instant earliest) {
    try {
      return age(api, kind, earliest);
    } catch (VendorFailure failure) {
      if (failure.status() == 403) {
        return Age.UNREAD;
      }
      throw failure;
    }
  }

  private static Age age(HubSpotApi api, HubSpotKind kind, Instant earliest) {
    var seen = new HashSet<String>();
    var age = Age.WITHIN;
    String after = null;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      var page = answered(api.list(kind.type(), true, null, after));
      for (var record : results(page)) {
        var since = instant(record.archivedAt());
        if (since == null) {
          age = Age.UNREAD;
        } else if (since.isBefore(earliest)) {
          return Age.PAST;
        }
      }
      after = page.after();
      if (after == null) {
        return age;
      }
      require(seen.add(after));
    }
    return Age.UNREAD;
  }

  private static @Nullable Instant instant(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeException unreadable) {
      return null;
    }
  }

  private record Seen(Standing standing, String value) {}

  /** 403: the token works, and may not look there. */
  private static Observation seen(
      Promise promise, String code, String source, Supplier<Seen> look) {
    Seen seen;
    try {
      seen = look.get();
    } catch (VendorFailure failure) {
      if (failure.status() != 403) {
        throw failure;
      }
      seen = new Seen(Standing.UNCLEAR, "the token's scopes do not let one see it");
    }
    return new Observation(promise, code, seen.standing(), seen.value(), source);
  }
}
