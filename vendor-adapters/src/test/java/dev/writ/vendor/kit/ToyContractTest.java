package dev.writ.vendor.kit;

import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.VendorAdapter;

/** A sound adapter passes the whole kit. */
class ToyContractTest extends AdapterContract {
  @Override
  protected VendorAdapter adapter() {
    return new ToyAdapter();
  }

  @Override
  protected VendorSimulator simulator() {
    return new ToySimulator();
  }
}
