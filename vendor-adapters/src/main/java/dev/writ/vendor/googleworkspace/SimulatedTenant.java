package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.sandbox.Backup;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPerson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/** The accounts of one invented Workspace customer, in the order they were made. */
final class SimulatedTenant {
  static final String ADMIN = "admin@example.com";

  /** An account that nobody uses. */
  static final String DRILLS = "drills@example.com";

  private static final Duration LAG = Duration.ofSeconds(30);
  private static final Duration RESTORABLE = Duration.ofDays(20);
  private static final String MADE = "2026-01-15T09:00:00.000Z";
  private static final String FOLDER = "application/vnd.google-apps.folder";

  private final InstantSource clock;
  private Backup backup;
  private final Map<String, SimulatedUser> users = new LinkedHashMap<>();
  private int made;
  private boolean keepsPastEnd;

  SimulatedTenant(InstantSource clock) {
    this.clock = clock;
    this.backup = new Backup(clock);
    reset();
  }

  void use(Backup given) {
    backup = given;
  }

  /** What the vendor does behind its back happens now, as far as it is due. */
  void catchUp() {
    backup.catchUp();
  }

  /** Whether a deleted account is restorable for longer than the vendor says. */
  void keepPastEnd(boolean keep) {
    keepsPastEnd = keep;
  }

  /** An administrator is always there, with a file that everybody sees. */
  void reset() {
    users.clear();
    var admin = new SimulatedUser("100000000000000000001", "Adele Admin", List.of(ADMIN));
    admin.account.shown.put("isAdmin", true);
    users.put("", admin);
    users.put("drills", new SimulatedUser("100000000000000000002", "Drills Only", List.of(DRILLS)));
    made = 0;
    file(admin, "shared-handbook", "Handbook", "text/plain", "");
  }

  /** Of what is made by a call. */
  String nextId(String prefix) {
    return "%s%012d".formatted(prefix, ++made);
  }

  /** An account that an administrator makes; it has nothing. */
  SimulatedUser create(String email, String name) {
    var user = new SimulatedUser("%021d".formatted(200_000_000L + ++made), name, List.of(email));
    users.put("made " + user.account.id, user);
    return user;
  }

  /** An erase that is answered with yes. */
  void erase(SimulatedItem item, Set<Misbehaviour> misbehaviours) {
    backup.erase(
        misbehaviours,
        item::hide,
        () -> {
          var lag = misbehaviours.contains(Misbehaviour.SEARCH_LAGS) ? now().plus(LAG) : null;
          // what goes late goes for good, without a time in which it can be restored
          boolean late = misbehaviours.contains(Misbehaviour.PURGES_LATE);
          item.erase(late ? Instant.EPOCH : backup.now(), lag);
          return item::restore;
        });
  }

  Instant now() {
    return clock.instant();
  }

  /** As Google writes times. */
  String told() {
    return now().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  Collection<SimulatedUser> users() {
    return users.values();
  }

  SimulatedUser admin() {
    return require("");
  }

  /** The account planted for a person, whatever became of it. */
  Optional<SimulatedUser> planted(SandboxPerson person) {
    return Optional.ofNullable(users.get(person.key()));
  }

  private SimulatedUser require(String key) {
    return Optional.ofNullable(users.get(key)).orElseThrow();
  }

  /** By id, main address or alias; a deleted account is found by nothing. */
  Optional<SimulatedUser> find(String key) {
    return users.values().stream()
        .filter(user -> user.account.there() && user.answersTo(key))
        .findFirst();
  }

  /** When it was deleted, as long as it can be restored; empty for one in use and a purged one. */
  Optional<Instant> deletedAt(SimulatedUser user) {
    return Optional.ofNullable(user.account.erasedAt())
        .filter(at -> !at.equals(Instant.EPOCH))
        .filter(at -> keepsPastEnd || backup.now().isBefore(at.plus(RESTORABLE)));
  }

  boolean impersonable(String email) {
    return find(email).filter(SimulatedUser::impersonable).isPresent();
  }

  /** An account with chats, and with as many files, messages and apps as the person has objects. */
  void plant(SandboxPerson person) {
    var user = new SimulatedUser(userId(person), person.name(), person.emails());
    users.put(person.key(), user);
    for (int i = 1; i <= 3; i++) {
      user.chats.add(
          new SimulatedUser.Chat("2026-10-0" + i, "Conversation " + i + " of " + person.name()));
    }
    user.sidePanel.add(new SimulatedUser.Chat("2026-10-05", "Help me write, for " + person.name()));
    if (person.objects() >= 4) {
      token(user, "sandbox-notes-app.apps.example.com");
      user.appPasswords.add(1);
    }
    for (int i = 0; i < person.objects() - 4; i++) {
      switch (i % 3) {
        case 1 -> message(user, "m" + person.key() + "-" + i, i % 2 == 0 ? "TRASH" : "INBOX");
        case 0 -> file(user, "f-" + person.key() + "-" + i, "Folder " + i, FOLDER, "");
        default ->
            file(
                user,
                "f-" + person.key() + "-" + i,
                "Letter " + i + " of " + person.name(),
                "text/plain",
                "f-" + person.key() + "-" + (i - 2));
      }
    }
  }

  private static String userId(SandboxPerson person) {
    var crc = new CRC32();
    crc.update(person.key().getBytes(StandardCharsets.UTF_8));
    var first = crc.getValue();
    crc.update('#');
    return "1%010d%010d".formatted(first, crc.getValue());
  }

  static void token(SimulatedUser user, String client) {
    var token = new SimulatedItem(client);
    token.shown.put("kind", "admin#directory#token");
    token.shown.put("clientId", client);
    token.shown.put("displayText", "Notes");
    token.shown.put("scopes", List.of("openid", "email"));
    token.shown.put("anonymous", false);
    token.shown.put("nativeApp", false);
    token.shown.put("userKey", user.account.id);
    user.tokens.put(client, token);
  }

  static SimulatedItem message(SimulatedUser user, String id, String label) {
    var message = new SimulatedItem(id);
    message.shown.put("id", id);
    message.shown.put("threadId", id);
    message.shown.put("labelIds", List.of(label));
    message.shown.put("internalDate", "1790000000000");
    message.shown.put("snippet", "Dear " + user.name);
    var text =
        "From: friend@example.com\r\nTo: %s\r\nSubject: Hello\r\n\r\nDear %s\r\n"
            .formatted(user.email(), user.name);
    message.shown.put(
        "raw", Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    user.messages.put(id, message);
    return message;
  }

  /**
   * @param parent the id of the folder it lies in, or empty
   */
  static SimulatedItem file(
      SimulatedUser user, String id, String name, String type, String parent) {
    var file = new SimulatedItem(id);
    file.shown.put("kind", "drive#file");
    file.shown.put("id", id);
    file.shown.put("name", name);
    file.shown.put("mimeType", type);
    file.shown.put("trashed", false);
    file.shown.put("createdTime", MADE);
    file.shown.put("modifiedTime", MADE);
    file.shown.put(
        "owners", List.of(Map.of("emailAddress", user.email(), "displayName", user.name)));
    file.shown.put("parents", parent.isEmpty() ? List.of() : List.of(parent));
    user.files.put(id, file);
    return file;
  }
}
