package dev.writ.offboarding;

/**
 * One part of leaving. Works from where the record stands; may throw {@link
 * dev.writ.vendor.spi.VendorFailure}, which {@link Leaving} answers.
 */
interface LeavePart {
  void work(LeaveAttempt attempt);
}
