package dev.writ.vendor.spi;

/**
 * Tells when a vendor's cursors go in a circle, and remembers one of them to do so (R. P. Brent,
 * 1980): the mark is put at the cursor of page 1, 2, 4, 8 and so on, and coming to it again is a
 * circle. It is noticed before three times the pages that there are were read.
 *
 * @param pages how many were read since the walk began
 * @param mark the cursor that must not come again; empty at the beginning
 */
public record Laps(long pages, String mark) {
  public static final Laps NONE = new Laps(0, "");

  /** A page more was read; a next cursor that came before is a malformed answer. */
  public Laps turned(String next) {
    if (!next.isEmpty() && next.equals(mark)) {
      throw new VendorFailure(VendorFailure.Kind.MALFORMED_RESPONSE, 0);
    }
    long now = pages + 1;
    return new Laps(now, Long.bitCount(now) == 1 ? next : mark);
  }

  /** A cursor may hold an object's id. */
  @Override
  public String toString() {
    return pages + " pages";
  }
}
