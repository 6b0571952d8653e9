package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Users and deleted users. A directory is never without its administrator. */
final class SimulatedDirectory {
  private static final Pattern CLAUSE =
      Pattern.compile(
          "(?:(userPrincipalName|mail) eq '((?:[^']|'')*)'"
              + "|proxyAddresses/any\\((\\w+):\\3 eq '((?:[^']|'')*)'\\))");
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?:(id|displayName|givenName|surname) eq"
              + " '((?:[^']|'')*)'|startswith\\((userPrincipalName|mail|displayName|givenName|surname),"
              + " *'((?:[^']|'')*)'\\))");

  private final boolean mayDeleteForGood;
  private final Map<String, SimulatedUser> users = new LinkedHashMap<>();

  SimulatedDirectory(boolean mayDeleteForGood) {
    this.mayDeleteForGood = mayDeleteForGood;
    reset();
  }

  void reset() {
    users.clear();
    add(
        new SimulatedUser(
            "administrator", "Alex Administrator", List.of("tenant-administrator@example.com")));
  }

  void add(SimulatedUser user) {
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
      return list(call, where(call).and(user -> !user.deleted));
    }
    if (call.is("GET", "users", "*")) {
      var user = living(call.segment(1));
      return user == null ? null : SimulatedCall.ok(user.json(selected(call)));
    }
    if (call.is("DELETE", "users", "*")) {
      return delete(living(call.segment(1)), call);
    }
    if (call.is("GET", "directory", "deletedItems", "user")) {
      return list(call, where(call).and(user -> user.deleted));
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

  private static Predicate<SimulatedUser> where(SimulatedCall call) {
    var filter = call.request().param("$filter").orElse("");
    Predicate<SimulatedUser> any = user -> filter.isEmpty();
    for (var clause : filter.isEmpty() ? new String[0] : filter.split(" or ")) {
      any = any.or(clause(clause));
    }
    return any;
  }

  private static Predicate<SimulatedUser> clause(String text) {
    var plain = PLAIN.matcher(text);
    if (plain.matches()) {
      return plain(plain);
    }
    var clause = CLAUSE.matcher(text);
    if (!clause.matches()) {
      throw new SimulatedCall.Refused(
          SimulatedCall.error(400, "Request_UnsupportedQuery", "Unsupported or invalid query."));
    }
    if (clause.group(1) == null) {
      var proxy = clause.group(4).replace("''", "'");
      return user -> proxy.startsWith("smtp:") && user.bears(proxy.substring(5));
    }
    var value = clause.group(2).replace("''", "'");
    return clause.group(1).equals("mail")
        ? user -> user.addresses.getFirst().equalsIgnoreCase(value)
        : user -> user.principalName().equalsIgnoreCase(value);
  }

  private static Predicate<SimulatedUser> plain(Matcher clause) {
    boolean whole = clause.group(1) != null;
    var property = whole ? clause.group(1) : clause.group(3);
    var value = (whole ? clause.group(2) : clause.group(4)).replace("''", "'");
    return user -> {
      var held = String.valueOf(user.json().get(property)).toLowerCase(Locale.ROOT);
      var wanted = value.toLowerCase(Locale.ROOT);
      return whole ? held.equals(wanted) : held.startsWith(wanted);
    };
  }

  private SimulatedResponse list(SimulatedCall call, Predicate<SimulatedUser> which) {
    var all = users.values().stream().filter(which).map(u -> u.json(selected(call))).toList();
    int from = Math.min(all.size(), number(call.request().param("$skiptoken").orElse("0")));
    int to = Math.min(all.size(), from + call.top(100, 999));
    return call.page(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
  }

  private static int number(String token) {
    if (!token.matches("[0-9]{1,9}")) {
      throw SimulatedCall.badRequest("Invalid skip token.");
    }
    return Integer.parseInt(token);
  }

  private @Nullable SimulatedResponse delete(@Nullable SimulatedUser user, SimulatedCall call) {
    if (user == null) {
      return null;
    }
    user.deleted = !call.lies();
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
    if (!call.lies()) {
      remove(user);
    }
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
