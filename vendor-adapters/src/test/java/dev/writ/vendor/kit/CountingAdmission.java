package dev.writ.vendor.kit;

import dev.writ.vendor.spi.Admission;
import dev.writ.vendor.spi.VendorFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lets everything through and keeps count. */
final class CountingAdmission implements Admission {
  private final Set<String> families = new HashSet<>();
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

  @Override
  public synchronized void enter(String family) {
    if (!family.isEmpty()) {
      families.add(family);
    }
    enter();
  }

  synchronized Set<String> families() {
    return Set.copyOf(families);
  }
}
