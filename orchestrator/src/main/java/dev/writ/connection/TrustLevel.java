package dev.writ.connection;

/** What the company may send to a connection's vendor; each level holds the ones before. */
public enum TrustLevel {
  NO_CUSTOMER_DATA,
  ANONYMISED_ONLY,
  CUSTOMER_DATA;

  /** The next lower level; the lowest is its own. */
  public TrustLevel below() {
    return this == CUSTOMER_DATA ? ANONYMISED_ONLY : NO_CUSTOMER_DATA;
  }
}
