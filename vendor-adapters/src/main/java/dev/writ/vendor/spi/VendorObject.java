package dev.writ.vendor.spi;

import java.util.Objects;

/**
 * One object at a vendor. Ids are personal data: {@code toString} shows the kind alone.
 *
 * @param kind the vendor's word for it, from the descriptor's surfaces
 * @param id the vendor's id, 1..512 characters
 * @param parent id of the containing object, or empty where the id stands alone
 */
public record VendorObject(String kind, String id, String parent) {
  public VendorObject {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(parent);
    if (id.isBlank() || id.length() > 512) {
      throw new IllegalArgumentException("a vendor object's id has 1 to 512 characters");
    }
  }

  public VendorObject(String kind, String id) {
    this(kind, id, "");
  }

  @Override
  public String toString() {
    return kind + "/***";
  }
}
