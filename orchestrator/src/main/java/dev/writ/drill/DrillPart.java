package dev.writ.drill;

import dev.writ.vendor.spi.VendorFailure;

/**
 * What is to be done in one state. It moves the drill or says when it is to be worked on again;
 * what was done before is read from the record.
 */
interface DrillPart {

  /**
   * Works on the drill.
   *
   * @throws VendorFailure when the vendor fails; {@link DrillRecovery} answers
   */
  void work(DrillAttempt attempt);
}
