package dev.writ.vendor.spi;

import java.util.List;

/**
 * What a locate found.
 *
 * @param objects in erase order, without repeats
 * @param ambiguous true when an identifier matched more than one person's root object, so that a
 *     second approver must look before anything is erased
 */
public record Location(List<VendorObject> objects, boolean ambiguous) {
  public Location {
    objects = List.copyOf(objects);
  }
}
