package dev.writ.vendor.spi;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Creates an invented person's marked data at a vendor, for a drill. */
public interface Planter {

  /** Hears what was planted. */
  @FunctionalInterface
  interface Planted extends Consumer<VendorObject> {

    /**
     * The vendor took data of this kind, and the account does not let it be stored, as under zero
     * data retention: nothing of it can be found or erased, and that tells nothing of the vendor's
     * deletion. What it may have made all the same is handed on as well.
     *
     * @param reason without personal data
     */
    default void unplantable(String kind, String reason) {}
  }

  /** Kinds of objects that it creates, of the descriptor's surfaces. */
  Set<String> kinds();

  /**
   * Creates at least one object of each kind for the person. Each object is handed on as soon as
   * the vendor has named it and before the next is asked for, so that it is known when a later call
   * fails. Called again after a failure it creates further objects.
   */
  void plant(VendorConnection connection, SyntheticPerson person, Planted planted);

  /**
   * What an earlier planting may have left without having been told of it, because the answer was
   * lost: found by the marker, in erase order, in whatever place the vendor lists. Empty when there
   * is nothing.
   */
  List<VendorObject> strays(VendorConnection connection, SyntheticPerson person);
}
