package dev.writ.vendor.spi;

import java.util.List;

/**
 * What a locate found.
 *
 * @param objects in erase order, without repeats
 * @param ambiguous true when an identifier matched more than one person's root object, so that a
 *     second approver must look before anything is erased
 * @param learnt further identifiers by which this vendor knows the same person, such as the user id
 *     that an address led to; none that may be somebody else's. The ledger is asked with them
 */
public record Location(List<VendorObject> objects, boolean ambiguous, List<Identifier> learnt) {
  public Location {
    objects = List.copyOf(objects);
    learnt = List.copyOf(learnt);
  }

  /** Without anything learnt. */
  public Location(List<VendorObject> objects, boolean ambiguous) {
    this(objects, ambiguous, List.of());
  }
}
