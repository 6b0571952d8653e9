package dev.writ.vendor.spi;

import java.util.ArrayList;
import java.util.List;

/** Lets everything through and remembers it. */
final class WatchedDoor implements Admission {
  private int entered;
  private int left;
  private final List<VendorFailure> failures = new ArrayList<>();

  @Override
  public synchronized void enter() {
    entered++;
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

  synchronized List<VendorFailure> failures() {
    return List.copyOf(failures);
  }
}
