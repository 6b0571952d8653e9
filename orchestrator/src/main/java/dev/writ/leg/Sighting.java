package dev.writ.leg;

import dev.writ.vendor.spi.VendorObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What one look at an erased leg has shown. */
public sealed interface Sighting {

  /**
   * Nothing that can be looked at is there.
   *
   * @param read objects that were read by their ids
   * @param beyondSight objects that no look can show
   */
  record Absent(int read, int beyondSight) implements Sighting {}

  /**
   * Something is there.
   *
   * @param objects each once, in erase order as far as the vendor's search gives one
   * @param ambiguous some may be somebody else's, so that a human must look before they are erased
   */
  record Present(List<VendorObject> objects, boolean ambiguous) implements Sighting {
    /** How an ambiguous search is told. */
    static final String AMBIGUOUS = " (the search is ambiguous: some may be somebody else's)";

    public Present {
      objects = List.copyOf(objects);
    }

    /** How many of each kind, and the doubt, in words without personal data. */
    public String words() {
      Map<String, Long> byKind =
          objects.stream()
              .collect(
                  Collectors.groupingBy(VendorObject::kind, TreeMap::new, Collectors.counting()));
      return byKind.entrySet().stream()
          .map(kind -> kind.getValue() + " " + kind.getKey())
          .collect(Collectors.joining(", ", "", ambiguous ? AMBIGUOUS : ""));
    }
  }

  /**
   * The look says nothing.
   *
   * @param why fit for an officer; holds no personal data
   * @param controlRead whether the positive control could be read
   * @param pause how long the vendor wants to be left alone, or zero
   */
  record Inconclusive(String why, boolean controlRead, Duration pause) implements Sighting {}

  /** The look goes on then: the vendor is slow, or there is too much for one attempt. */
  record Unfinished(Instant next) implements Sighting {}
}
