package dev.writ.vendor.claudeenterprise;

import dev.writ.vendor.sandbox.Backup;
import dev.writ.vendor.sandbox.Misbehaviour;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a simulated parent organization holds. Ids derive from a person's key and a counter, dates
 * from a counter that begins two days before the sandbox does; else the clock only ends the lag of
 * lists.
 */
final class SimulatedTenant {
  static final String ORGANIZATION = "91012d09-0000-4000-8000-000000000001";
  static final String SUBSIDIARY = "91012d09-0000-4000-8000-000000000002";
  static final int READS_AFTER_DELETION = 1;

  /** Younger than any retention that can be chosen. */
  private static final Duration AGE = Duration.ofDays(2);

  private static final Duration LAG = Duration.ofSeconds(2);
  private static final Map<String, String> PREFIXES =
      Map.of(
          "chat", "claude_chat_01",
          "file", "claude_file_01",
          "generated_file", "claude_gen_file_01",
          "artifact", "claude_artifact_version_01",
          "project_document", "claude_proj_doc_01",
          "project", "claude_proj_01",
          "code_artifact", "cart_01",
          "remote_session", "cse_01",
          "local_session", "clls_01");

  private final InstantSource clock;
  private final Instant opened;
  private Backup backup;
  private final Map<String, SimulatedUser> users = new LinkedHashMap<>();
  private final Map<String, Map<String, SimulatedObject>> objects = new LinkedHashMap<>();
  private final Map<String, Integer> ofOwner = new LinkedHashMap<>();
  private final Set<String> keys = new HashSet<>();
  private long made;

  SimulatedTenant(InstantSource clock) {
    this.clock = clock;
    this.opened = clock.instant().truncatedTo(ChronoUnit.DAYS).minus(AGE);
    this.backup = new Backup(clock);
  }

  void use(Backup given) {
    backup = given;
  }

  /** The midnight at which the sandbox's first day began; what is planted is older. */
  Instant today() {
    return opened.plus(AGE);
  }

  /** What the vendor does behind its back happens now, as far as it is due. */
  void catchUp() {
    backup.catchUp();
  }

  void reset() {
    users.clear();
    objects.clear();
    ofOwner.clear();
    keys.clear();
    made = 0;
  }

  SimulatedUser join(String key, String email, String name, String organization) {
    var user =
        new SimulatedUser(
            key, "user_01" + digest(key + "@" + organization), email, name, organization);
    users.put(user.id(), user);
    keys.add(key);
    return user;
  }

  /** Whatever the users of this key had is as if it had never been. */
  void forget(String key) {
    if (!keys.remove(key)) {
      return;
    }
    users.values().removeIf(user -> user.key().equals(key));
    ofOwner.keySet().removeIf(id -> all().anyMatch(o -> o.user.id().equals(id) && owned(o, key)));
    objects.values().forEach(byId -> byId.values().removeIf(object -> owned(object, key)));
  }

  private static boolean owned(SimulatedObject object, String key) {
    return object.user.key().equals(key);
  }

  /** From the directory at once; what the user had stays. */
  void remove(SimulatedUser user) {
    users.remove(user.id());
  }

  /** Null of somebody who is no member any more. */
  void creator(ObjectNode json, SimulatedUser user) {
    if (member(user)) {
      json.putObject("user").put("id", user.id()).put("email_address", user.email());
    } else {
      json.putNull("user");
    }
  }

  List<SimulatedUser> users(String organization) {
    return users.values().stream().filter(u -> u.organization().equals(organization)).toList();
  }

  boolean member(SimulatedUser user) {
    return users.containsKey(user.id());
  }

  SimulatedObject make(String kind, SimulatedUser user) {
    int number = ofOwner.merge(user.id(), 1, Integer::sum);
    var id = PREFIXES.getOrDefault(kind, "") + digest(user.id()) + "%05d".formatted(number);
    return make(kind, id, user);
  }

  /** An id of a form that is not usual. */
  SimulatedObject make(String kind, String id, SimulatedUser user) {
    var object = new SimulatedObject(kind, id, opened, made++, user);
    objects.computeIfAbsent(kind, any -> new LinkedHashMap<>()).put(id, object);
    return object;
  }

  private static String digest(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  Stream<SimulatedObject> all() {
    return objects.values().stream().flatMap(byId -> byId.values().stream());
  }

  List<SimulatedObject> all(String kind) {
    return new ArrayList<>(objects.getOrDefault(kind, Map.of()).values());
  }

  /** What lists show, in the order of making. */
  List<SimulatedObject> listed(String kind) {
    return all(kind).stream()
        .filter(object -> !object.hidden)
        .filter(object -> !object.deleted || clock.instant().isBefore(object.listedUntil))
        .toList();
  }

  /** What a read by id shows. */
  Optional<SimulatedObject> find(String kind, String id) {
    return Optional.ofNullable(objects.getOrDefault(kind, Map.of()).get(id))
        .filter(SimulatedObject::readable);
  }

  /** Not yet deleted, whatever can still be read of it. */
  Optional<SimulatedObject> living(String kind, String id) {
    return find(kind, id).filter(object -> !object.deleted);
  }

  /** For good, with what goes with it. */
  void delete(SimulatedObject object, SimulatedCall call) {
    backup.erase(call.misbehaviours(), () -> object.hidden = true, () -> deleteNow(object, call));
  }

  /** Gives what undoes it. */
  private Runnable deleteNow(SimulatedObject object, SimulatedCall call) {
    boolean lags = call.has(Misbehaviour.SEARCH_LAGS);
    var undo = new ArrayList<Runnable>();
    switch (object.kind) {
      case "chat" -> deleteWithin(object, lags, undo);
      case "project" ->
          Stream.of("file", "project_document")
              .flatMap(kind -> all(kind).stream())
              .filter(part -> object.id.equals(part.project))
              .forEach(part -> end(part, lags, undo));
      case "code_artifact" ->
          object.readsLeft = call.has(Misbehaviour.PURGES_LATE) ? 0 : READS_AFTER_DELETION;
      default -> {}
    }
    end(object, lags, undo);
    return () -> undo.forEach(Runnable::run);
  }

  private void deleteWithin(SimulatedObject chat, boolean lags, List<Runnable> undo) {
    for (var part : all().filter(part -> part.chats.contains(chat.id)).toList()) {
      part.chats.remove(chat.id);
      undo.add(() -> part.chats.add(chat.id));
      if (part.chats.isEmpty() && part.project == null) {
        end(part, lags, undo);
      }
    }
  }

  /** What has ended before is not brought back with what takes it along. */
  private void end(SimulatedObject object, boolean lags, List<Runnable> undo) {
    if (lags) {
      object.listedUntil = clock.instant().plus(LAG);
    }
    if (!object.deleted) {
      object.deleted = true;
      undo.add(() -> object.deleted = false);
    }
  }
}
