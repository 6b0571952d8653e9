package dev.writ.vendor.spi;

import java.util.List;

/**
 * Everything the company holds at a vendor, by the vendor's own lists and not by person: what an
 * offboarding takes home and erases.
 */
public interface Inventory {

  /**
   * Reads one page with a bounded number of calls. Pages come in erase order: an object never
   * stands on a page before one that must be erased first. Erasing what earlier pages named does
   * not make later pages pass over anything. A page may name nothing and still have a next one: the
   * lists are empty when a walk from the empty cursor to its end has named nothing.
   *
   * @param cursor where the last page ended; empty at the first
   */
  Page page(VendorConnection connection, String cursor);

  /**
   * Kinds of the descriptor's surfaces that no list shows for certain; only the ledger knows such
   * objects. Pages may name some all the same, where a list answers that need not.
   */
  List<String> unlisted();

  /**
   * Kinds of which pages are no evidence, and a look by its id is: those that are named once for
   * each account, whether or not there is any, and those whose list may not answer.
   */
  default List<String> seenById() {
    return List.of();
  }

  /**
   * One page.
   *
   * @param next cursor of the next page, at most 2,000 characters; empty after the last
   */
  record Page(List<VendorObject> objects, String next) {
    public Page {
      objects = List.copyOf(objects);
    }

    /** A cursor may hold an object's id. */
    @Override
    public String toString() {
      return objects.size() + (next.isEmpty() ? " objects, the last" : " objects, and more");
    }
  }
}
