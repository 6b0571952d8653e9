package dev.writ.vendor.salesforce;

/** What a test may turn about the simulated tenant; a reset turns it back. */
final class SimulatedSwitches {
  /** Whether the user has "Bulk API Hard Delete", which is off by default in a real org. */
  boolean hardDelete = true;

  /** Jobs complete, and every row of them has failed. */
  boolean rowsFail;

  /** The exchange answers with a web page and status 200. */
  boolean exchangeAnswersHtml;

  /** The exchange names the tenant's host without a scheme. */
  boolean tenantWithoutScheme;

  /** What the exchange names instead of the tenant's address; empty for the true one. */
  String tenantElsewhere = "";

  /** The org's daily calls are spent. */
  boolean quotaSpent;

  /** Looks for which a purged row still shows in queryAll. */
  int looksAfterPurge;

  /** A source fills a forgotten profile again on day 10; the pass of day 30 sweeps it. */
  boolean reingests;

  /** A table of Data 360 that this org does not have. */
  String missingTable = "";

  void reset() {
    hardDelete = true;
    rowsFail = false;
    exchangeAnswersHtml = false;
    tenantWithoutScheme = false;
    tenantElsewhere = "";
    quotaSpent = false;
    looksAfterPurge = 0;
    reingests = false;
    missingTable = "";
  }
}
