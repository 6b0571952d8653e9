package dev.writ.vendor.sandbox;

/**
 * Named ways in which a vendor can go wrong; switched at run time, per vendor. The first of them in
 * the order CONNECTION_RESET, DOWN, TOKEN_EXPIRED, RATE_LIMITED, RATE_LIMITED_BARE that strikes a
 * call keeps it from the vendor; SLOW goes with any other.
 */
public enum Misbehaviour {
  /** 429 with Retry-After: 1, to everything. */
  RATE_LIMITED,
  /** 429 without Retry-After, to everything. */
  RATE_LIMITED_BARE,
  /** 503 to everything. */
  DOWN,
  /** Acts at once and answers after two seconds. */
  SLOW,
  /** Resets the connection before acting. */
  CONNECTION_RESET,
  /** Acts, then resets the connection: the answer is lost. Reads are answered. */
  ANSWER_LOST,
  /** Acts, then answers 200 with a body that is not JSON. */
  MALFORMED,
  /** Says yes to an erase and keeps the data. */
  KEEPS_DATA,
  /** Keeps the data, hides it from lists and searches, still answers a read by id. */
  HIDES_FROM_LIST,
  /** Lists and searches still show erased objects for a while (reads by id do not). */
  SEARCH_LAGS,
  /** 401 to everything. */
  TOKEN_EXPIRED,
  /**
   * Erases, and brings the object back after the vendor's {@code backup} time, readable and listed.
   */
  RESTORES_FROM_BACKUP,
  /**
   * Says yes to an erase, and keeps the object readable and listed for the vendor's {@code backup}
   * time; then it goes.
   */
  PURGES_LATE,
  /** Keeps readable and listed what has an end of its own that is past. */
  KEEPS_PAST_END
}
