package dev.writ.vendor.sandbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The invented people: always the same, with the awkward cases first. No vendor is named here; one
 * more vendor is one more home for everybody, and has a few people of its own.
 */
public final class SandboxPeople {
  private static final Set<String> EVERYWHERE = Set.of("*");

  /** Lives at every vendor, with two addresses. */
  public static final SandboxPerson ADA =
      new SandboxPerson(
          "ada",
          "Ada Example",
          List.of("ada@example.com", "ada.example@example.com"),
          EVERYWHERE,
          9);

  /** Holds so many objects that every list has many pages. */
  public static final SandboxPerson PROLIFIC =
      new SandboxPerson(
          "prolific", "Petra Prolific", List.of("prolific@example.com"), EVERYWHERE, 2000);

  /** Known to no vendor, and so not among {@link #all()}. */
  public static final SandboxPerson NOBODY =
      new SandboxPerson("nobody", "Nobody Example", List.of("nobody@example.com"), Set.of(), 1);

  private static final int COUNT = 200;
  private static final int AT_ONE_VENDOR_ONLY = 4;
  private static final String[] FIRST = {
    "Bela", "Chidi", "Dora", "Emre", "Fatima", "Goran", "Hana", "Ivo", "Jia", "Kofi", "Lena",
    "Mateo", "Nora", "Omar"
  };
  private static final String[] LAST = {
    "Ahlberg",
    "Brandt",
    "Castel",
    "Demir",
    "Eklund",
    "Fontana",
    "Gruber",
    "Horvat",
    "Ibsen",
    "Jansen",
    "Kovac",
    "Lindqvist",
    "Moreau"
  };
  private static final List<SandboxPerson> ALL = build();

  private SandboxPeople() {}

  /** The two hundred who live at every vendor. */
  public static List<SandboxPerson> all() {
    return ALL;
  }

  /** Everyone in a sandbox of these vendors: {@link #all()}, and {@link #onlyAt} each of them. */
  public static List<SandboxPerson> at(Collection<String> vendors) {
    var people = new ArrayList<>(ALL);
    new TreeSet<>(vendors).forEach(vendor -> people.addAll(onlyAt(vendor)));
    return List.copyOf(people);
  }

  /**
   * The four whom no other vendor knows; the first is {@code only-<vendor>@example.com}, the others
   * are {@code only-<vendor>-2@example.com} and so on.
   */
  public static List<SandboxPerson> onlyAt(String vendor) {
    var people = new ArrayList<SandboxPerson>(AT_ONE_VENDOR_ONLY);
    for (int i = 1; i <= AT_ONE_VENDOR_ONLY; i++) {
      var key = "only-" + vendor + (i == 1 ? "" : "-" + i);
      people.add(
          new SandboxPerson(
              key,
              FIRST[i] + " Only",
              List.of(key + "@example.com"),
              Set.of(vendor),
              i == 1 ? 4 : i));
    }
    return List.copyOf(people);
  }

  private static List<SandboxPerson> build() {
    var people = new ArrayList<SandboxPerson>(COUNT);
    people.add(ADA);
    people.add(PROLIFIC);
    people.add(
        new SandboxPerson(
            "two-mails",
            "Tina Twomails",
            List.of("tina@example.com", "tina.twomails@example.com"),
            EVERYWHERE,
            5));
    people.add(person("sam-lee", "Sam Lee", 5));
    people.add(person("sam-lee-other", "Sam Lee", 5));
    people.add(person("single", "Sina Single", 1));
    people.add(
        new SandboxPerson("plus", "Pia Plus", List.of("pia+shop@example.com"), EVERYWHERE, 3));
    people.add(person("umlaut", "Jürgen Größe", 3));
    for (int i = 0; people.size() < COUNT; i++) {
      var first = FIRST[i % FIRST.length];
      var last = LAST[i % LAST.length];
      var key = (first + "-" + last + "-" + i).toLowerCase(Locale.ROOT);
      var emails =
          i % 7 == 0
              ? List.of(key + "@example.com", key + ".private@example.com")
              : List.of(key + "@example.com");
      people.add(new SandboxPerson(key, first + " " + last, emails, EVERYWHERE, 1 + i % 6));
    }
    return List.copyOf(people);
  }

  private static SandboxPerson person(String key, String name, int objects) {
    return new SandboxPerson(key, name, List.of(key + "@example.com"), EVERYWHERE, objects);
  }
}
