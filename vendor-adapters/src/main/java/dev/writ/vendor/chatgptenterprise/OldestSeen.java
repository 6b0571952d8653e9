package dev.writ.vendor.chatgptenterprise;

import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import tools.jackson.databind.JsonNode;

/** Dates held against a promised retention. */
final class OldestSeen {
  private final Instant oldestAllowed;
  private final String retention;
  private boolean tooOld;
  private boolean undated;
  private boolean inPart;

  /**
   * @param promised with a retention
   */
  OldestSeen(Promised promised) {
    var period = promised.retention().orElse(Duration.ZERO);
    oldestAllowed = promised.now().minus(period);
    retention = "P" + period.toDays() + "D";
  }

  /** Unix seconds, with or without a fraction, or ISO 8601; anything else is no date. */
  void see(JsonNode date) {
    try {
      var at =
          date.isNumber()
              ? Instant.ofEpochMilli((long) (date.asDouble() * 1_000))
              : OffsetDateTime.parse(date.asString("")).toInstant();
      tooOld |= at.isBefore(oldestAllowed);
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
        : undated || inPart ? Standing.UNCLEAR : Standing.AS_PROMISED;
  }

  /** The same as long as nothing changes: no date, and no number. */
  String value() {
    if (tooOld) {
      return "Something older than " + retention + " is listed.";
    }
    if (undated) {
      return "What is listed does not say when it was made.";
    }
    return "Nothing older than "
        + retention
        + " is listed"
        + (inPart ? " in the part that was looked at." : ".");
  }
}
