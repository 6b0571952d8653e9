package dev.writ.vendor.microsoftcopilot;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a list of users is asked for. What the directory does not know to do is refused: a filter
 * that is passed over looks like an answer.
 */
final class SimulatedUserList {
  private static final Pattern CLAUSE =
      Pattern.compile(
          "(?:(userPrincipalName|mail) eq '((?:[^']|'')*)'"
              + "|proxyAddresses/any\\((\\w+):\\3 eq '((?:[^']|'')*)'\\))");
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?:(id|displayName|givenName|surname) eq"
              + " '((?:[^']|'')*)'|startswith\\((userPrincipalName|mail|displayName|givenName|surname),"
              + " *'((?:[^']|'')*)'\\))");
  private static final Pattern SEARCH =
      Pattern.compile("\"(displayName|givenName|surname|mail|userPrincipalName):([^\"]+)\"");

  private SimulatedUserList() {}

  /** By which property, and whether downwards. */
  record Order(Function<SimulatedUser, String> by, boolean down) {
    String key(SimulatedUser user) {
      return by.apply(user);
    }
  }

  static Order order(SimulatedCall call) {
    var asked = call.request().param("$orderby").orElse("");
    if (asked.isEmpty()) {
      return new Order(user -> "", false);
    }
    var words = asked.split(" ", 2);
    boolean down = words.length == 2 && words[1].equals("desc");
    if (words.length == 2 && !down && !words[1].equals("asc")) {
      throw unsupported();
    }
    return switch (words[0]) {
      case "displayName" -> new Order(user -> user.name.toLowerCase(Locale.ROOT), down);
      case "userPrincipalName" ->
          new Order(user -> user.principalName().toLowerCase(Locale.ROOT), down);
      default -> throw unsupported();
    };
  }

  static Predicate<SimulatedUser> wanted(SimulatedCall call) {
    if (call.request().param("$skip").isPresent()) {
      throw SimulatedCall.badRequest("'$skip' is not supported by the service.");
    }
    return filter(call).and(search(call));
  }

  static void requireEventual(SimulatedCall call, String option) {
    if (!call.eventual()) {
      throw new SimulatedCall.Refused(
          SimulatedCall.error(
              400,
              "Request_UnsupportedQuery",
              "Request with "
                  + option
                  + " only works with a special request header: 'ConsistencyLevel: eventual'"));
    }
  }

  private static Predicate<SimulatedUser> search(SimulatedCall call) {
    var asked = call.request().param("$search").orElse("");
    if (asked.isEmpty()) {
      return any -> true;
    }
    requireEventual(call, "$search query parameter");
    Predicate<SimulatedUser> any = user -> false;
    for (var either : asked.split(" OR ")) {
      Predicate<SimulatedUser> all = user -> true;
      for (var clause : either.split(" AND ")) {
        all = all.and(searched(clause.strip()));
      }
      any = any.or(all);
    }
    return any;
  }

  /** Words of a display name begin so; any other property begins so itself. */
  private static Predicate<SimulatedUser> searched(String clause) {
    var parts = SEARCH.matcher(clause);
    if (!parts.matches()) {
      throw new SimulatedCall.Refused(
          SimulatedCall.error(400, "BadRequest", "Syntax error in the $search query parameter."));
    }
    var wanted = parts.group(2).toLowerCase(Locale.ROOT);
    boolean words = parts.group(1).equals("displayName");
    return user -> {
      var held = String.valueOf(user.json().get(parts.group(1))).toLowerCase(Locale.ROOT);
      return held.startsWith(wanted)
          || (words
              && List.of(held.split("[^\\p{Alnum}]+")).stream()
                  .anyMatch(word -> word.startsWith(wanted)));
    };
  }

  private static Predicate<SimulatedUser> filter(SimulatedCall call) {
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
      throw unsupported();
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

  private static SimulatedCall.Refused unsupported() {
    return new SimulatedCall.Refused(
        SimulatedCall.error(400, "Request_UnsupportedQuery", "Unsupported or invalid query."));
  }
}
