package dev.writ.vendor.salesforce;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET search?q=} and {@code GET parameterizedSearch?q=}, by the REST guide's page "Search
 * for a String" ({@code dome_search.htm}, v63.0, read 2026-11-30): what lies in the recycle bin is
 * not found.
 *
 * <p>Of SOSL words that all occur in one field, each with stars, {@code IN … FIELDS} and {@code
 * RETURNING} with fields are understood; anything else is refused. UNCONFIRMED, since that page
 * does not show it: {@code IN}, {@code RETURNING} and {@code LIMIT}, {@code in}, {@code
 * overallLimit} and {@code defaultLimit} as they are now, the error's code, how text is cut into
 * words (here at whatever is no letter or digit), and the words of the refusal.
 */
final class SimulatedSosl {
  private static final Pattern FIND =
      Pattern.compile(
          "(?is)\\s*FIND\\s*\\{((?:\\\\.|[^}\\\\])+)}(?:\\s+IN\\s+(\\w+)\\s+FIELDS)?"
              + "(?:\\s+RETURNING\\s+(.+?))?(?:\\s+LIMIT\\s+([0-9]{1,4}))?\\s*");
  private static final Pattern RETURNED =
      Pattern.compile("\\s*(\\w+)\\s*(?:\\(([\\w\\s,]+)\\))?\\s*(?:,|$)");
  private static final Pattern OPERATOR = Pattern.compile("(?s).*(?:[()\"?]|\\b(AND|OR|NOT)\\b).*");
  private static final Map<String, Set<String>> GROUPS =
      Map.of(
          "EMAIL", Set.of("Email"),
          "NAME", Set.of("FirstName", "LastName"),
          "PHONE", Set.of("Phone", "MobilePhone"));
  private static final int MOST = 2_000;

  private final SimulatedOrg org;

  /** A type and the fields to show of it, separated by commas. */
  private record Returned(String type, String fields, int most) {}

  SimulatedSosl(SimulatedOrg org) {
    this.org = org;
  }

  SimulatedResponse search(String version, SimulatedCall call) {
    var sosl = FIND.matcher(call.param("q"));
    if (!sosl.matches()) {
      throw malformed("FIND {…} is wanted");
    }
    int most = sosl.group(4) == null ? MOST : Integer.parseInt(sosl.group(4));
    var returned = sosl.group(3) == null ? types() : returned(sosl.group(3));
    return found(version, fits(sosl.group(1), sosl.group(2)), returned, most);
  }

  /** {@code <type>.fields} and {@code <type>.limit} go before {@code fields} and the default. */
  SimulatedResponse parameterized(String version, SimulatedCall call) {
    if (call.param("q").isBlank()) {
      throw malformed("q is required");
    }
    var wanted = call.request().query().getOrDefault("sobject", List.of());
    var returned =
        (wanted.isEmpty() ? types().stream().map(Returned::type) : wanted.stream())
            .map(
                type ->
                    new Returned(
                        required(type),
                        call.request().param(type + ".fields").orElse(fields(call)),
                        limit(call, type + ".limit", limit(call, "defaultLimit", MOST))))
            .toList();
    var in = call.param("in").isEmpty() ? null : call.param("in");
    return found(version, fits(call.param("q"), in), returned, limit(call, "overallLimit", MOST));
  }

  private static String fields(SimulatedCall call) {
    return call.request().param("fields").orElse("Id");
  }

  private static int limit(SimulatedCall call, String name, int absent) {
    var given = call.param(name);
    if (!given.isEmpty() && !given.matches("[0-9]{1,4}")) {
      throw malformed(name + " is a number up to " + MOST);
    }
    return given.isEmpty() ? absent : Math.min(MOST, Integer.parseInt(given));
  }

  private SimulatedResponse found(
      String version, Predicate<Map.Entry<String, String>> fits, List<Returned> of, int most) {
    var records =
        of.stream()
            .flatMap(
                one ->
                    org.all(one.type).stream()
                        .filter(record -> org.shown(record, false, false))
                        .filter(record -> record.fields.entrySet().stream().anyMatch(fits))
                        .limit(one.most)
                        .map(record -> SimulatedOrg.shown(version, record, named(one))))
            .limit(most)
            .toList();
    return SimulatedResponse.json(200, Map.of("searchRecords", records));
  }

  /** The guide writes {@code id} where the field is {@code Id}. */
  private static String named(Returned one) {
    return String.join(
        ",",
        Arrays.stream(one.fields.split(","))
            .map(String::strip)
            .map(field -> field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1))
            .toList());
  }

  private List<Returned> types() {
    return org.held().map(record -> record.type).distinct().map(SimulatedSosl::idsOf).toList();
  }

  private static Returned idsOf(String type) {
    return new Returned(type, "Id", MOST);
  }

  private List<Returned> returned(String text) {
    var each = RETURNED.matcher(text);
    var returned =
        each.results()
            .map(one -> one.group(2) == null ? idsOf(one.group(1)) : of(one.group(1), one.group(2)))
            .peek(one -> required(one.type))
            .toList();
    if (!RETURNED.matcher(text).replaceAll("").isBlank()) {
      throw malformed("RETURNING is not understood");
    }
    return returned;
  }

  private static Returned of(String type, String fields) {
    return new Returned(type, fields, MOST);
  }

  private String required(String type) {
    if (!org.knows(type)) {
      throw SimulatedCall.refused(
          400, "INVALID_TYPE", "sObject type '" + type + "' is not supported.");
    }
    return type;
  }

  /** Whether a field has all the words, in whatever order. */
  private static Predicate<Map.Entry<String, String>> fits(String find, @Nullable String in) {
    var group = in == null ? "ALL" : in.toUpperCase(Locale.ROOT);
    if (!group.equals("ALL") && !GROUPS.containsKey(group)) {
      throw malformed("IN takes ALL, EMAIL, NAME or PHONE");
    }
    var bare = find.replaceAll("\\\\.", "");
    if (OPERATOR.matcher(bare).matches() || bare.replace("*", "").isBlank()) {
      throw malformed("only words and stars are understood");
    }
    var words =
        Stream.of(find.replaceAll("\\\\(.)", "$1").strip().split("\\s+"))
            .map(SimulatedSosl::word)
            .toList();
    return field ->
        (group.equals("ALL") || GROUPS.getOrDefault(group, Set.of()).contains(field.getKey()))
            && words.stream().allMatch(word -> word.matcher(field.getValue()).find());
  }

  private static Pattern word(String text) {
    var pieces = Stream.of(text.split("\\*", -1)).map(Pattern::quote).toList();
    return Pattern.compile(
        "(?iu)(?<![\\p{L}\\p{N}])" + String.join("[\\p{L}\\p{N}]*", pieces) + "(?![\\p{L}\\p{N}])");
  }

  private static SimulatedCall.Refused malformed(String message) {
    return SimulatedCall.refused(400, "MALFORMED_SEARCH", message);
  }
}
