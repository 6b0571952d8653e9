package dev.writ.vendor.googleworkspace;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a list of files is asked for, by Drive's guide "Search for files", and in which order. */
final class SimulatedFileQuery {
  private static final Set<String> ORDERS =
      Set.of(
          "createdTime",
          "folder",
          "modifiedByMeTime",
          "modifiedTime",
          "name",
          "name_natural",
          "quotaBytesUsed",
          "recency",
          "sharedWithMeTime",
          "starred",
          "viewedByMeTime");

  private static final Pattern TERM =
      Pattern.compile(
          "'(?<who>[^']+)' +in +(?<in>parents|owners|writers)"
              + "|(?<time>createdTime|modifiedTime) *(?<compare><=|>=|!=|<|>|=) *'(?<at>[^']+)'"
              + "|(?<field>trashed|name|mimeType|fullText) *(?<operator>=|!=|contains) *"
              + "(?:(?<flag>true|false)|'(?<value>(?:[^'\\\\]|\\\\.)*)')");

  private SimulatedFileQuery() {}

  /** By name, and by the two times that are kept here. */
  static Comparator<SimulatedItem> order(String keys) {
    Comparator<SimulatedItem> order = Comparator.nullsFirst(null); // all are alike
    for (var key : keys.isBlank() ? new String[0] : keys.split(",")) {
      var words = key.strip().split(" ");
      if (!ORDERS.contains(words[0]) || (words.length > 1 && !words[1].equals("desc"))) {
        throw SimulatedErrors.invalid("Invalid Value");
      }
      Comparator<SimulatedItem> next =
          switch (words[0]) {
            case "name", "name_natural" -> Comparator.comparing(file -> file.text("name"));
            case "createdTime", "modifiedTime" -> Comparator.comparing(file -> file.text(words[0]));
            case "folder" ->
                Comparator.comparing(file -> !file.text("mimeType").endsWith("folder"));
            default -> Comparator.nullsFirst(null);
          };
      order = order.thenComparing(words.length > 1 ? next.reversed() : next);
    }
    return order;
  }

  /** Terms that hold together. */
  static Predicate<SimulatedItem> found(SimulatedUser caller, String query) {
    Predicate<SimulatedItem> all = file -> true;
    for (var term : query.isBlank() ? new String[0] : query.strip().split(" +and +")) {
      var parts = TERM.matcher(term.strip());
      if (!parts.matches()) {
        throw SimulatedErrors.invalid("Invalid Value");
      }
      all = all.and(term(caller, parts));
    }
    return all;
  }

  private static Predicate<SimulatedItem> term(SimulatedUser caller, Matcher parts) {
    if (parts.group("in") != null) {
      var who = parts.group("who");
      if (parts.group("in").equals("parents")) {
        return file -> file.shown.get("parents") instanceof List<?> p && p.contains(who);
      }
      return who.equals("me") || caller.answersTo(who)
          ? file -> caller.files.containsKey(file.id)
          : file -> false;
    }
    if (parts.group("time") != null) {
      return time(parts.group("time"), parts.group("compare"), parts.group("at"));
    }
    if (parts.group("flag") != null) {
      boolean wanted = parts.group("flag").equals("true");
      return file -> parts.group("field").equals("trashed") && file.is("trashed") == wanted;
    }
    var field = parts.group("field");
    var value = parts.group("value").replace("\\'", "'");
    return switch (parts.group("operator")) {
      case "=" -> file -> file.text(field).equals(value);
      case "!=" -> file -> !file.text(field).equals(value);
      default ->
          file ->
              file.text(field.equals("fullText") ? "name" : field)
                  .toLowerCase(Locale.ROOT)
                  .contains(value.toLowerCase(Locale.ROOT));
    };
  }

  /** Without a zone it is UTC. */
  private static Predicate<SimulatedItem> time(String field, String compare, String text) {
    Instant at;
    try {
      boolean zoned = text.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})");
      at = OffsetDateTime.parse(zoned ? text : text + "Z").toInstant();
    } catch (DateTimeException unreadable) {
      throw SimulatedErrors.invalid("Invalid Value");
    }
    return file -> {
      int order = Instant.parse(file.text(field)).compareTo(at);
      return switch (compare) {
        case "<" -> order < 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        case ">=" -> order >= 0;
        case "=" -> order == 0;
        default -> order != 0;
      };
    };
  }
}
