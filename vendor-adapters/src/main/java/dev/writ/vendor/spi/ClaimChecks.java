package dev.writ.vendor.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks at those promises of a vendor that its API can show. */
public interface ClaimChecks {
  /**
   * How long past its end something may be listed before a check accuses: no document of any vendor
   * says how soon it goes.
   */
  Duration GRACE = Duration.ofDays(2);

  /**
   * Looks at each promise once; changes nothing. What this account's plan or credentials do not let
   * one see is {@link Standing#UNCLEAR}, with the reason as its value; a failure of the vendor is a
   * {@link VendorFailure} as everywhere.
   */
  List<Observation> observe(VendorConnection connection, Promised promised);

  /**
   * What the company was promised at this connection, against which a check can hold what it sees.
   *
   * @param retention how long data may be kept that was deleted; empty when nothing is promised
   * @param contract where the company was promised it itself, and not the vendor's documents
   *     everybody: these speak of plans and kinds of data, and hold for no other
   * @param region where it is stored, in the vendor's word; empty when nothing is promised
   * @param now the time of the look
   */
  record Promised(
      Optional<Duration> retention,
      Optional<Contract> contract,
      Optional<String> region,
      Instant now) {
    public Promised(Optional<Duration> retention, Optional<String> region, Instant now) {
      this(retention, Optional.empty(), region, now);
    }

    /** How long data may be kept that nobody has used since, whether or not it was deleted. */
    public Optional<Duration> idle() {
      return contract.filter(Contract::sinceUse).map(Contract::kept);
    }
  }

  /**
   * How long data may be kept by what the company was promised itself.
   *
   * @param sinceUse whether that counts from the last use of the data, and not from its deletion
   */
  record Contract(Duration kept, boolean sinceUse) {}

  /**
   * What one check saw.
   *
   * @param code the check's stable upper-case name, unique within the vendor, e.g. {@code
   *     ORGANIZATION_DATA_RETENTION}
   * @param value what was seen, at most 200 characters, without personal data or object ids;
   *     another value at a later look is a drift
   * @param source the documented call
   */
  record Observation(Promise promise, String code, Standing standing, String value, String source) {
    public Observation {
      if (!code.matches("[A-Z][A-Z0-9_]{2,63}")) {
        throw new IllegalArgumentException("a check's code is an upper-case word");
      }
      if (value.isBlank() || value.length() > 200) {
        throw new IllegalArgumentException("an observation's value has 1 to 200 characters");
      }
    }
  }

  /** How what was seen stands to what was promised. */
  enum Standing {
    AS_PROMISED,
    NOT_AS_PROMISED,
    /**
     * All of it was read, and nothing breaks the promise; nothing shows either that it is kept. An
     * earlier {@link #NOT_AS_PROMISED} of the same check is over by that, and no claim is measured.
     */
    UNBROKEN,
    /** Nothing was promised to compare with, or the account does not let one see it. */
    UNCLEAR
  }
}
