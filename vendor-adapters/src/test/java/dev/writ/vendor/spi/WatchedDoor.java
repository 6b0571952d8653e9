package dev.writ.vendor.spi;

import java.util.ArrayList;
import java.util.List;

/** Lets everything through and remembers it. */
final class WatchedDoor implements Admission {
  private int entered;
  private int left;
  private int most;
  private final List<VendorFailure> failures = new ArrayList<>();

  @Override
  public synchronized void enter() {
    entered++;
    most = Math.max(most, entered - left);
  }

  @Override
  public synchronized void leave(VendorFailure failure) {
    left++;
    if (failure != null) {
      failures.add(failure);
    }
  }

  synchronized int entered() {
    return entered;
  }

  synchronized int left() {
    return left;
  }

  /** Calls that were within at the same time. */
  synchronized int most() {
    return most;
  }

  synchronized List<VendorFailure> failures() {
    return List.copyOf(failures);
  }
}
