package dev.writ.vendor.claudeenterprise;

import dev.writ.vendor.kit.AdapterContract;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.VendorAdapter;

/** The kit, and what is Claude Enterprise's own. */
class ClaudeEnterpriseContractTest extends AdapterContract {
  private final ClaudeEnterpriseSimulator simulator = new ClaudeEnterpriseSimulator();

  @Override
  protected VendorAdapter adapter() {
    return new ClaudeEnterpriseAdapter();
  }

  @Override
  protected VendorSimulator simulator() {
    return simulator;
  }
}
