package dev.writ.vendor.googleworkspace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a list of a mailbox is asked for: labels, which must all be there, and words as in Gmail's
 * search box. A word without a known operator is looked for in the whole message.
 */
final class SimulatedMailQuery {
  static final List<String> LABELS =
      List.of("INBOX", "SENT", "DRAFT", "SPAM", "TRASH", "UNREAD", "STARRED", "IMPORTANT");

  private static final List<String> APART = List.of("SPAM", "TRASH");
  private static final Pattern TERM =
      Pattern.compile("(?<not>-)?(?:(?<field>[a-z0-9]+):)?(?:\"(?<phrase>[^\"]*)\"|(?<word>\\S+))");

  private SimulatedMailQuery() {}

  /** Spam and trash are left out unless a parameter, a label or the search asks for them. */
  static Predicate<SimulatedItem> of(SimulatedCall call) {
    var wanted = call.request().query().getOrDefault("labelIds", List.of());
    wanted.forEach(SimulatedMailQuery::requireKnown);
    var query = call.request().param("q").orElse("");
    boolean everywhere =
        call.request().param("includeSpamTrash").map("true"::equals).orElse(false)
            || wanted.stream().anyMatch(APART::contains)
            || query.matches("(?i).*\\bin:(anywhere|trash|spam)\\b.*");
    Predicate<SimulatedItem> all =
        message ->
            labels(message).containsAll(wanted)
                && (everywhere || labels(message).stream().noneMatch(APART::contains));
    var terms = TERM.matcher(query);
    while (terms.find()) {
      var term = term(terms);
      all = all.and(terms.group("not") == null ? term : term.negate());
    }
    return all;
  }

  private static Predicate<SimulatedItem> term(Matcher parts) {
    var value = parts.group("phrase") == null ? parts.group("word") : parts.group("phrase");
    var word = value.toLowerCase(Locale.ROOT);
    var field = parts.group("field") == null ? "" : parts.group("field");
    return switch (field) {
      case "from", "to", "cc", "bcc", "subject" -> message -> header(message, field).contains(word);
      case "rfc822msgid" ->
          message -> header(message, "message-id").replaceAll("[<>]", "").equals(word);
      case "in" ->
          word.equals("anywhere")
              ? any -> true
              : message -> labels(message).contains(word.toUpperCase(Locale.ROOT));
      case "is", "label" -> message -> labels(message).contains(word.toUpperCase(Locale.ROOT));
      case "" -> message -> text(message).toLowerCase(Locale.ROOT).contains(word);
      default -> message -> text(message).toLowerCase(Locale.ROOT).contains(field + ":" + word);
    };
  }

  private static String header(SimulatedItem message, String name) {
    return headers(text(message)).stream()
        .filter(each -> name.equalsIgnoreCase(String.valueOf(each.get("name"))))
        .map(each -> String.valueOf(each.get("value")).toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse("");
  }

  /** The labels that are named, each of which must be one of the mailbox. */
  static List<String> known(JsonNode named) {
    var known = new ArrayList<String>();
    for (var each : named) {
      known.add(requireKnown(each.asString("")));
    }
    return known;
  }

  private static String requireKnown(String label) {
    if (!LABELS.contains(label)) {
      throw SimulatedErrors.invalid("Invalid label: " + label);
    }
    return label;
  }

  static List<String> labels(SimulatedItem message) {
    return message.shown.get("labelIds") instanceof List<?> labels
        ? labels.stream().map(String::valueOf).toList()
        : List.of();
  }

  static String text(SimulatedItem message) {
    return text(message.text("raw"));
  }

  static String text(String raw) {
    try {
      return new String(Base64.getUrlDecoder().decode(raw), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException unreadable) {
      return "";
    }
  }

  static List<Map<String, Object>> headers(String text) {
    var headers = new ArrayList<Map<String, Object>>();
    for (var line : text.split("\\r?\\n\\r?\\n", 2)[0].split("\\r?\\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        var header = new LinkedHashMap<String, Object>();
        header.put("name", line.substring(0, colon));
        header.put("value", line.substring(colon + 1).strip());
        headers.add(header);
      }
    }
    return headers;
  }
}
