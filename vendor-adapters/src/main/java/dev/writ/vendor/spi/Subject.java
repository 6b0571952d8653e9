package dev.writ.vendor.spi;

import java.util.List;
import java.util.stream.Stream;

/**
 * The person a request is about, as one vendor may know them.
 *
 * @param identifiers those meant for this vendor
 * @param ledgered vendor objects the company's own apps recorded for this person
 */
public record Subject(List<Identifier> identifiers, List<VendorObject> ledgered) {
  public Subject {
    identifiers = List.copyOf(identifiers);
    ledgered = List.copyOf(ledgered);
  }

  /** Values of one type, in the order given. */
  public Stream<String> values(Identifier.Type type) {
    return identifiers.stream().filter(i -> i.type() == type).map(Identifier::value);
  }

  @Override
  public String toString() {
    return "Subject[" + identifiers.size() + " identifiers, " + ledgered.size() + " ledgered]";
  }
}
