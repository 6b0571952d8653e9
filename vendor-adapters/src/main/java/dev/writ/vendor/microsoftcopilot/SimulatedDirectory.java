package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.sandbox.Backup;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Users and deleted users. A directory is never without its administrator. */
final class SimulatedDirectory {
  private final boolean mayDeleteForGood;
  private final Map<String, SimulatedUser> users = new LinkedHashMap<>();
  private Backup backup;
  private int added;

  SimulatedDirectory(boolean mayDeleteForGood, InstantSource clock) {
    this.backup = new Backup(clock);
    this.mayDeleteForGood = mayDeleteForGood;
    reset();
  }

  void use(Backup given) {
    backup = given;
  }

  Backup backup() {
    return backup;
  }

  /** What the vendor does behind its back happens now, as far as it is due. */
  void catchUp() {
    backup.catchUp();
  }

  void reset() {
    users.clear();
    added = 0;
    add(
        new SimulatedUser(
            "administrator", "Alex Administrator", List.of("tenant-administrator@example.com")));
  }

  void add(SimulatedUser user) {
    user.number = ++added;
    users.put(user.id, user);
  }

  void remove(SimulatedUser user) {
    users.remove(user.id);
  }

  @Nullable SimulatedUser find(String id) {
    return users.get(id.toLowerCase(Locale.ROOT));
  }

  Optional<SimulatedUser> mailbox(String address) {
    return users.values().stream().filter(u -> !u.deleted && u.bears(address)).findFirst();
  }

  @Nullable SimulatedResponse answer(SimulatedCall call) {
    if (call.is("GET", "users")) {
      return list(call, found(call, false));
    }
    if (call.is("GET", "users", "$count")) {
      SimulatedUserList.requireEventual(call, "$count");
      return SimulatedCall.text(Integer.toString(found(call, false).size()));
    }
    if (call.is("GET", "users", "*")) {
      var user = living(call.segment(1));
      return user == null ? null : SimulatedCall.ok(user.json(selected(call)));
    }
    if (call.is("POST", "users", "*", "revokeSignInSessions")) {
      return living(call.segment(1)) == null
          ? null
          : SimulatedCall.ok(
              Map.of("@odata.context", call.url("/$metadata#Edm.Boolean"), "value", true));
    }
    if (call.is("DELETE", "users", "*")) {
      return delete(living(call.segment(1)), call);
    }
    if (call.is("GET", "directory", "deletedItems", "user")) {
      return list(call, found(call, true));
    }
    if (call.is("GET", "directory", "deletedItems", "*")) {
      var user = deleted(call.segment(2));
      return user == null ? null : SimulatedCall.ok(withType(user.json(selected(call))));
    }
    if (call.is("DELETE", "directory", "deletedItems", "*")) {
      return deleteForGood(deleted(call.segment(2)), call);
    }
    if (call.is("POST", "directory", "deletedItems", "*", "restore")) {
      return restore(deleted(call.segment(2)));
    }
    return null;
  }

  private List<SimulatedUser> found(SimulatedCall call, boolean deleted) {
    var wanted = SimulatedUserList.wanted(call);
    return users.values().stream().filter(u -> u.deleted == deleted && wanted.test(u)).toList();
  }

  private static Map<String, Object> withType(Map<String, Object> user) {
    var typed = new LinkedHashMap<String, Object>();
    typed.put("@odata.type", "#microsoft.graph.user");
    typed.putAll(user);
    return typed;
  }

  private static @Nullable String selected(SimulatedCall call) {
    return call.request().param("$select").orElse(null);
  }

  /** By object id or user principal name. */
  @Nullable SimulatedUser living(String key) {
    return users.values().stream()
        .filter(user -> !user.deleted)
        .filter(u -> u.id.equalsIgnoreCase(key) || u.principalName().equalsIgnoreCase(key))
        .findFirst()
        .orElse(null);
  }

  private @Nullable SimulatedUser deleted(String id) {
    var user = find(id);
    return user != null && user.deleted ? user : null;
  }

  private static SimulatedResponse list(SimulatedCall call, List<SimulatedUser> found) {
    var order = SimulatedUserList.order(call);
    var all =
        found.stream()
            .map(
                user ->
                    new SimulatedCall.Row(order.key(user), user.number, user.json(selected(call))))
            .toList();
    boolean counted =
        call.eventual() && call.request().param("$count").map("true"::equals).orElse(false);
    return call.page(
        all,
        order.down(),
        call.top(100, 999),
        counted ? Map.of("@odata.count", found.size()) : Map.of());
  }

  private @Nullable SimulatedResponse delete(@Nullable SimulatedUser user, SimulatedCall call) {
    if (user == null) {
      return null;
    }
    backup.erase(
        call.misbehaviours(),
        () -> {},
        () -> {
          user.deleted = true;
          if (mayDeleteForGood && call.has(Misbehaviour.PURGES_LATE)) {
            remove(user); // it was in no bin meanwhile from which it could have been deleted
          }
          return () -> user.deleted = false;
        });
    return SimulatedCall.bare(204, Map.of());
  }

  /** Documented for signed-in administrators only. */
  private @Nullable SimulatedResponse deleteForGood(
      @Nullable SimulatedUser user, SimulatedCall call) {
    if (!mayDeleteForGood) {
      return SimulatedCall.error(
          403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }
    if (user == null) {
      return null;
    }
    backup.erase(
        call.misbehaviours(),
        () -> {},
        () -> {
          remove(user);
          return () -> users.put(user.id, user);
        });
    return SimulatedCall.bare(204, Map.of());
  }

  private static @Nullable SimulatedResponse restore(@Nullable SimulatedUser user) {
    if (user == null) {
      return null;
    }
    user.deleted = false;
    return SimulatedCall.ok(withType(user.json(null)));
  }
}
