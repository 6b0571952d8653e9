package dev.writ.connection;

/** What the company may send to a connection's vendor; each level holds the ones before. */
public enum TrustLevel {
  NO_CUSTOMER_DATA,
  ANONYMISED_ONLY,
  CUSTOMER_DATA
}
