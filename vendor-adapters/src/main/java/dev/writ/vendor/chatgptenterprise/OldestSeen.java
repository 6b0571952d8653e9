package dev.writ.vendor.chatgptenterprise;

import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Dates held against a promised retention. */
final class OldestSeen {
  private final Optional<Duration> retention;
  private final Instant now;
  private boolean tooOld;
  private boolean undated;
  private boolean inPart;

  OldestSeen(Promised promised) {
    retention = promised.retention();
    now = promised.now();
  }

  /** Unix seconds, with or without a fraction, or ISO 8601; anything else is no date. */
  void see(JsonNode date) {
    try {
      var at =
          date.isNumber()
              ? Instant.ofEpochMilli((long) (date.asDouble() * 1_000))
              : OffsetDateTime.parse(date.asString("")).toInstant();
      tooOld |= retention.map(period -> at.isBefore(now.minus(period))).orElse(false);
    } catch (DateTimeException unreadable) {
      undated = true;
    }
  }

  /** Not everything was looked at. */
  void inPart() {
    inPart = true;
  }

  boolean tooOld() {
    return tooOld;
  }

  Standing standing() {
    return tooOld
        ? Standing.NOT_AS_PROMISED
        : undated || inPart || retention.isEmpty() ? Standing.UNCLEAR : Standing.AS_PROMISED;
  }

  /** The same as long as nothing changes: no date, and no number. */
  String value() {
    if (retention.isEmpty()) {
      return "No retention is promised to hold the dates against.";
    }
    var period = "P" + retention.get().toDays() + "D";
    if (tooOld) {
      return "Something older than " + period + " is listed.";
    }
    if (undated) {
      return "What is listed does not say when it was made.";
    }
    return "Nothing older than "
        + period
        + " is listed"
        + (inPart ? " in the part that was looked at." : ".");
  }
}
