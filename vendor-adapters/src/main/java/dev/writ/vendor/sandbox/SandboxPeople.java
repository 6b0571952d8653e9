package dev.writ.vendor.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The invented people: always the same two hundred, with the awkward cases first. */
public final class SandboxPeople {
  /** Lives at every vendor, with two addresses. */
  public static final SandboxPerson ADA =
      new SandboxPerson(
          "ada",
          "Ada Example",
          List.of("ada@example.com", "ada.example@example.com"),
          Set.of("*"),
          9);

  /** Holds so many objects that every list has many pages. */
  public static final SandboxPerson PROLIFIC =
      new SandboxPerson(
          "prolific", "Petra Prolific", List.of("prolific@example.com"), Set.of("*"), 2000);

  /** Known to no vendor, and so not among {@link #all()}. */
  public static final SandboxPerson NOBODY =
      new SandboxPerson("nobody", "Nobody Example", List.of("nobody@example.com"), Set.of(), 1);

  private static final int COUNT = 200;
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

  public static List<SandboxPerson> all() {
    return ALL;
  }

  private static List<SandboxPerson> build() {
    var people = new ArrayList<SandboxPerson>(COUNT);
    people.add(ADA);
    people.add(PROLIFIC);
    people.add(person("only-openai", "Olga Only", Set.of("openai"), 4));
    people.add(person("only-hubspot", "Hugo Only", Set.of("hubspot"), 4));
    people.add(
        new SandboxPerson(
            "two-mails",
            "Tina Twomails",
            List.of("tina@example.com", "tina.twomails@example.com"),
            Set.of("*"),
            5));
    people.add(person("sam-lee", "Sam Lee", Set.of("*"), 5));
    people.add(person("sam-lee-other", "Sam Lee", Set.of("*"), 5));
    people.add(person("single", "Sina Single", Set.of("*"), 1));
    people.add(
        new SandboxPerson("plus", "Pia Plus", List.of("pia+shop@example.com"), Set.of("*"), 3));
    people.add(person("umlaut", "Jürgen Größe", Set.of("*"), 3));
    for (int i = 0; people.size() < COUNT; i++) {
      var first = FIRST[i % FIRST.length];
      var last = LAST[i % LAST.length];
      var key = (first + "-" + last + "-" + i).toLowerCase(Locale.ROOT);
      var home =
          switch (i % 4) {
            case 0 -> Set.of("openai");
            case 1 -> Set.of("hubspot");
            default -> Set.of("*");
          };
      var emails =
          i % 7 == 0
              ? List.of(key + "@example.com", key + ".private@example.com")
              : List.of(key + "@example.com");
      people.add(new SandboxPerson(key, first + " " + last, emails, home, 1 + i % 6));
    }
    return List.copyOf(people);
  }

  private static SandboxPerson person(String key, String name, Set<String> vendors, int objects) {
    return new SandboxPerson(key, name, List.of(key + "@example.com"), vendors, objects);
  }
}
