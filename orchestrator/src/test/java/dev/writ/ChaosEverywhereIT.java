package dev.writ;

import dev.writ.support.Engines;
import org.junit.jupiter.api.Test;

/** The same at every vendor of the catalogue: slow work, manual work, tokens, all interrupted. */
class ChaosEverywhereIT {
  private static final int REQUESTS = 4;

  @Test
  void requests_at_every_vendor_end_right_however_often_the_service_is_killed() throws Exception {
    ChaosIT.endsRight(Engines.require("in-process"), REQUESTS, vendor -> true);
  }
}
