package dev.writ.vendor.openai;

import dev.writ.vendor.sandbox.VendorSimulator;
import java.util.Map;

/** Everything the simulated project holds, whoever's it is and whatever a list shows of it. */
public final class OpenAiStore {
  private OpenAiStore() {}

  /** How many objects by collection. */
  public static Map<String, Long> of(VendorSimulator simulator) {
    return ((OpenAiSimulator) simulator).shelves().counts();
  }
}
