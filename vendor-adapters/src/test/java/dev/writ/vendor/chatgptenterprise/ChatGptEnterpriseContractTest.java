package dev.writ.vendor.chatgptenterprise;

import dev.writ.vendor.kit.AdapterContract;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.VendorAdapter;
import java.time.Instant;
import java.util.Map;

/** The kit, and what is ChatGPT Enterprise's own. */
class ChatGptEnterpriseContractTest extends AdapterContract {
  private final ChatGptEnterpriseAdapter adapter = new ChatGptEnterpriseAdapter();
  private volatile Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private final ChatGptEnterpriseSimulator simulator =
      new ChatGptEnterpriseSimulator(() -> now, SimulatedPages.Dialect.AFTER);

  @Override
  protected VendorAdapter adapter() {
    return adapter;
  }

  @Override
  protected VendorSimulator simulator() {
    return simulator;
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("ownedObjects", "erase");
  }
}
