package dev.writ.vendor.spi;

import java.util.List;

/**
 * An invented person for a drill. Everything made for them carries the marker, so that nothing of
 * theirs can be taken for a real person's, nor the other way round.
 *
 * @param marker 24 lower-case letters and digits, never given twice, beginning with {@code drill}
 * @param domain the mail domain that invented people have, e.g. {@code example.com}
 */
public record SyntheticPerson(String marker, String domain) {
  public SyntheticPerson {
    if (!marker.matches("drill[a-z0-9]{19}")) {
      throw new IllegalArgumentException("a marker is 'drill' and 19 letters and digits");
    }
  }

  public String email() {
    return marker + "@" + domain;
  }

  /** A name no living person has. */
  public String givenName() {
    return "Drill";
  }

  public String familyName() {
    return marker;
  }

  /** A sentence of data; it can be searched by its marker. */
  public String sentence() {
    return "Invented for a deletion drill, about nobody: " + marker + ".";
  }

  /** The person as a request's subject. */
  public Subject subject(List<VendorObject> ledgered) {
    return new Subject(
        List.of(
            new Identifier(Identifier.Type.EMAIL, email()),
            new Identifier(Identifier.Type.EXTERNAL_ID, marker)),
        ledgered);
  }

  @Override
  public String toString() {
    return "SyntheticPerson[***]";
  }
}
