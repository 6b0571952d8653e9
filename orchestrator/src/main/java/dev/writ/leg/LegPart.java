package dev.writ.leg;

import dev.writ.workflow.LegProgress;

/**
 * One part of a leg's way. Works from where the record stands; may throw {@link
 * dev.writ.vendor.spi.VendorFailure}, which {@link Recovery} answers.
 */
interface LegPart {
  LegProgress work(LegAttempt attempt);
}
