package dev.writ.vendor.salesforce;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * {@code GET search?q=}, and {@code parameterizedSearch} by GET and by POST, by the REST guide's
 * pages "Search for a String" ({@code dome_search.htm}, v63.0, read 2026-11-30) and "Search with
 * Parameters in the Request Body" ({@code resources_search_parameterized_post.htm}, v60.0, read
 * 2026-12-01): what lies in the recycle bin is not found.
 *
 * <p>Of SOSL words that all occur in one field, each with stars, {@code IN … FIELDS} and {@code
 * RETURNING} with fields are understood; anything else is refused. Of a posted search data
 * categories, divisions, conditions and orders are refused. UNCONFIRMED, since those pages do not
 * show it: {@code IN}, {@code RETURNING} and {@code LIMIT}, {@code in} and {@code overallLimit} as
 * they are now, the error's code, how text is cut into words (here at whatever is no letter or
 * digit), and the words of the refusal.
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
  private static final Set<String> POSTED =
      Set.of("q", "fields", "sobjects", "in", "overallLimit", "defaultLimit");
  private static final Set<String> OF_A_TYPE = Set.of("name", "fields", "limit");
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

  /**
   * By GET {@code <type>.fields} and {@code <type>.limit} go before {@code fields}, the default.
   */
  SimulatedResponse parameterized(String version, SimulatedCall call) {
    if (call.request().method().equals("POST")) {
      return posted(version, call.json());
    }
    var wanted = call.request().query().getOrDefault("sobject", List.of());
    var most = limit("defaultLimit", call.param("defaultLimit"), MOST);
    var returned =
        returned(
            wanted,
            most,
            type ->
                new Returned(
                    type,
                    call.request().param(type + ".fields").orElse(fields(call)),
                    limit(type + ".limit", call.param(type + ".limit"), most)));
    int overall = limit("overallLimit", call.param("overallLimit"), MOST);
    return found(version, call.param("q"), call.param("in"), returned, overall);
  }

  /** A type's own {@code fields} and {@code limit} go before the general ones. */
  private SimulatedResponse posted(String version, JsonNode search) {
    if (!POSTED.containsAll(search.propertyNames())) {
      throw malformed("only " + POSTED + " are understood");
    }
    int most = limit("defaultLimit", word(search, "defaultLimit"), MOST);
    var wanted = new LinkedHashMap<String, JsonNode>();
    for (var type : search.path("sobjects")) {
      if (!OF_A_TYPE.containsAll(type.propertyNames())) {
        throw malformed("of a type only " + OF_A_TYPE + " are understood");
      }
      wanted.put(word(type, "name"), type);
    }
    var returned =
        returned(
            wanted.keySet(),
            most,
            type -> {
              var one = wanted.getOrDefault(type, MissingNode.getInstance());
              var fields = one.has("fields") ? one.path("fields") : search.path("fields");
              var names = fields.valueStream().map(JsonNode::asString).toList();
              return new Returned(
                  type,
                  names.isEmpty() ? "Id" : String.join(",", names),
                  limit("limit", word(one, "limit"), most));
            });
    int overall = limit("overallLimit", word(search, "overallLimit"), MOST);
    return found(version, word(search, "q"), word(search, "in"), returned, overall);
  }

  private static String word(JsonNode json, String name) {
    return json.path(name).asString("");
  }

  /** What is asked for of each type; the ids of all types where none is named. */
  private List<Returned> returned(
      Collection<String> wanted, int most, Function<String, Returned> asked) {
    return wanted.isEmpty()
        ? types().stream().map(one -> new Returned(one.type(), "Id", most)).toList()
        : wanted.stream().map(this::required).map(asked).toList();
  }

  private static String fields(SimulatedCall call) {
    return call.request().param("fields").orElse("Id");
  }

  private static int limit(String name, String given, int absent) {
    if (!given.isEmpty() && !given.matches("[0-9]{1,4}")) {
      throw malformed(name + " is a number up to " + MOST);
    }
    return given.isEmpty() ? absent : Math.min(MOST, Integer.parseInt(given));
  }

  private SimulatedResponse found(
      String version, String q, String in, List<Returned> of, int most) {
    if (q.isBlank()) {
      throw malformed("q is required");
    }
    return found(version, fits(q, in.isEmpty() ? null : in), of, most);
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
