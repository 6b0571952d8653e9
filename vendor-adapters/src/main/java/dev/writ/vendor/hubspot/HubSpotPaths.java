package dev.writ.vendor.hubspot;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * HubSpot's families of paths. {@link HubSpotApi} is written in the v3 family (v4 for associations
 * and subscriptions); a connection's setting moves all of it to a dated family at once. Where the
 * documents of a family lack a resource, the newest family that has it serves.
 *
 * <p>By HubSpot's changelog "legacy APIs and legacy apps: what's going unsupported, and when", v4
 * loses support on 2027-03-30 and v1 to v3 in September 2027.
 */
enum HubSpotPaths {
  V3("v3", Map.of()),
  MARCH_2026(
      "2026-03",
      Map.of(
          Paths.OBJECTS, "/crm/objects/2026-03",
          Paths.ASSOCIATIONS, "/crm/objects/2026-03",
          Paths.ACCOUNT, "/account-info/2026-03/details",
          Paths.STATUSES, "/communication-preferences/2026-03/statuses",
          Paths.FILES, "/files/2026-03/files",
          Paths.TRANSCRIPTS, "/crm/extensions/calling/2026-03/transcripts",
          Paths.UNINSTALL, "/appinstalls/2026-03/external-install")),
  /** No documented read of associations; the files are in beta there. */
  SEPTEMBER_2026(
      "2026-09",
      Map.of(
          Paths.OBJECTS, "/crm/objects/2026-09",
          Paths.ASSOCIATIONS, "/crm/objects/2026-03",
          Paths.THREADS, "/conversations/conversations/2026-09/threads",
          Paths.ACCOUNT, "/account-info/2026-09/details",
          Paths.STATUSES, "/communication-preferences/2026-09/statuses",
          Paths.FILES, "/files/2026-03/files",
          Paths.TRANSCRIPTS, "/crm/extensions/calling/2026-09/transcripts",
          Paths.UNINSTALL, "/appinstalls/2026-09/external-install"));

  /** The v3 family's own forms. */
  static final class Paths {
    static final String OBJECTS = "/crm/v3/objects";
    static final String ASSOCIATIONS = "/crm/v4/objects";
    static final String THREADS = "/conversations/v3/conversations/threads";
    static final String ACCOUNT = "/account-info/v3/details";
    static final String STATUSES = "/communication-preferences/v4/statuses";
    static final String FILES = "/files/v3/files";
    static final String TRANSCRIPTS = "/crm/v3/extensions/calling/transcripts";
    static final String UNINSTALL = "/appinstalls/v3/external-install";

    private Paths() {}
  }

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // only unmodifiable maps are given
  private final Map<String, String> moved;

  HubSpotPaths(String word, Map<String, String> moved) {
    this.word = word;
    this.moved = moved;
  }

  static Optional<HubSpotPaths> of(String word) {
    return Arrays.stream(values()).filter(family -> family.word.equals(word)).findFirst();
  }

  /** This family's form of a path of the v3 family. */
  String move(String path) {
    return moved.entrySet().stream()
        .filter(entry -> path.equals(entry.getKey()) || path.startsWith(entry.getKey() + "/"))
        .findFirst()
        .map(entry -> entry.getValue() + path.substring(entry.getKey().length()))
        .orElse(path);
  }
}
