package dev.writ;

import dev.writ.support.Engines;
import dev.writ.vendor.sandbox.Misbehaviour;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The same at all nine vendors: slow work, work by hand, the person's own, tokens, all interrupted.
 * What a vendor may do wrong here are the failures that leave open what it has done; lies, limits
 * and expired tokens are tried at fewer.
 */
class ChaosEverywhereIT {
  private static final int REQUESTS = 12;
  private static final int KILLS = 2;
  private static final Set<String> BY_HAND = Set.of("openai-consumer");
  private static final Map<Misbehaviour, Double> INTERRUPTED =
      Map.of(
          Misbehaviour.ANSWER_LOST, 0.1,
          Misbehaviour.CONNECTION_RESET, 0.03,
          Misbehaviour.DOWN, 0.03,
          Misbehaviour.SLOW, 0.01);

  @Test
  void requests_at_all_nine_vendors_end_right_however_often_the_service_is_killed()
      throws Exception {
    // The people of all requests answer from one address.
    var settings = new HashMap<>(Engines.require("in-process"));
    settings.put("WRIT_IDENTITY_RATE", "1000");
    ChaosIT.endsRight(
        settings, new ChaosIT.Trial(REQUESTS, KILLS, INTERRUPTED, vendor -> true, BY_HAND));
  }
}
