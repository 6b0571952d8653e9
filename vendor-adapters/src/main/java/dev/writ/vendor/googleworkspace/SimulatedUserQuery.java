package dev.writ.vendor.googleworkspace;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The Directory's search for users: clauses that hold together, {@code field=value} for all of a
 * value and {@code field:value} for a word of it or, with a star, its beginning.
 */
final class SimulatedUserQuery {
  private static final Pattern CLAUSE =
      Pattern.compile("\\s*([A-Za-z]+)\\s*([=:])\\s*(?:'([^']*)'|\"([^\"]*)\"|(\\S+))");

  private SimulatedUserQuery() {}

  static Predicate<SimulatedUser> parse(String query) {
    Predicate<SimulatedUser> all = user -> true;
    var clause = CLAUSE.matcher(query);
    int at = 0;
    while (at < query.stripTrailing().length()) {
      if (!clause.region(at, query.length()).lookingAt()) {
        throw SimulatedErrors.invalid("Invalid Input: query");
      }
      var value =
          clause.group(3) != null
              ? clause.group(3)
              : clause.group(4) != null ? clause.group(4) : clause.group(5);
      all = all.and(clause(clause.group(1), clause.group(2).equals("="), value));
      at = clause.end();
    }
    return all;
  }

  private static Predicate<SimulatedUser> clause(String field, boolean whole, String value) {
    var wanted = value.toLowerCase(Locale.ROOT);
    return switch (field) {
      case "email" -> user -> user.addresses().stream().anyMatch(a -> fits(a, whole, wanted));
      case "name" ->
          user ->
              fits(user.name, whole, wanted)
                  || fits(part(user, "givenName"), whole, wanted)
                  || fits(part(user, "familyName"), whole, wanted);
      case "givenName", "familyName" -> user -> fits(part(user, field), whole, wanted);
      case "orgUnitPath" -> user -> user.account.text("orgUnitPath").equals(value);
      case "isSuspended" -> user -> Boolean.toString(user.account.is("suspended")).equals(wanted);
      case "isArchived" -> user -> Boolean.toString(user.account.is("archived")).equals(wanted);
      case "isAdmin" -> user -> Boolean.toString(user.account.is("isAdmin")).equals(wanted);
      default -> throw SimulatedErrors.invalid("Invalid Input: query");
    };
  }

  private static boolean fits(String held, boolean whole, String wanted) {
    var text = held.toLowerCase(Locale.ROOT);
    if (wanted.endsWith("*")) {
      return text.startsWith(wanted.substring(0, wanted.length() - 1));
    }
    return whole ? text.equals(wanted) : text.contains(wanted);
  }

  private static String part(SimulatedUser user, String name) {
    return user.account.shown.get("name") instanceof Map<?, ?> names
        ? String.valueOf(names.get(name))
        : "";
  }

  /**
   * @param field what the list is to be ordered by, or empty
   */
  static Comparator<SimulatedUser> order(String field, boolean down) {
    Comparator<SimulatedUser> order =
        switch (field.toLowerCase(Locale.ROOT)) {
          case "" -> Comparator.nullsFirst(null); // all are alike: the order is kept
          case "email" -> Comparator.comparing(SimulatedUser::email);
          case "givenname" -> Comparator.comparing(user -> part(user, "givenName"));
          case "familyname" -> Comparator.comparing(user -> part(user, "familyName"));
          default -> throw SimulatedErrors.invalid("Invalid Input: orderBy");
        };
    return down ? order.reversed() : order;
  }
}
