package dev.writ.vendor.spi;

/** A promise of a vendor that decides whether customers' data may go there. */
public enum Promise {
  /**
   * How long deleted or idle data is kept; the value is an ISO 8601 period of days, {@code P30D}.
   */
  RETENTION,
  /** Customers' data trains no model. */
  NO_TRAINING,
  /** Customers' data is kept apart from other companies'. */
  ISOLATION,
  /** Where data is stored; the value is the vendor's own word, {@code eu}. */
  REGION,
  /** An independent report over a period of time. */
  SOC2_TYPE_II,
  /** A person's data is deleted when the company asks for it. */
  DELETION_ON_REQUEST,
  /** Everything is deleted when the contract ends. */
  DELETION_AT_CONTRACT_END,
  /** Who else processes the data. */
  SUB_PROCESSORS,
  /** What is known of breaches. */
  BREACH_HISTORY
}
