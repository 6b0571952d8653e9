package dev.writ.vendor.kit;

import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.VendorAdapter;
import java.time.Duration;

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

  /** Every third is of one kind, of which a page has a hundred. */
  @Override
  protected int twoPagesOfEachList() {
    return 400;
  }

  @Override
  protected Duration slowness() {
    return Duration.ofSeconds(2);
  }
}
