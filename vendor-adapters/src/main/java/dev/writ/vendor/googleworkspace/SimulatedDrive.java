package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Drives. A list shows trashed files and what others share, and without {@code fields} it does not
 * say whose they are; only an owner deletes, and a folder takes what its owner owns below it.
 */
final class SimulatedDrive {
  private static final String DRIVE = "https://www.googleapis.com/auth/drive";
  private static final Set<String> WORDS = Set.of("files", "trash", "about");
  private static final Set<String> CORPORA = Set.of("user", "domain", "drive", "allDrives");
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
  private static final Set<String> USUAL = Set.of("kind", "id", "name", "mimeType");

  private static final Pattern TERM =
      Pattern.compile(
          "'(?<who>[^']+)' +in +(?<in>parents|owners|writers)"
              + "|(?<field>trashed|name|mimeType|fullText) *(?<operator>=|!=|contains) *"
              + "(?:(?<flag>true|false)|'(?<value>(?:[^'\\\\]|\\\\.)*)')");

  private final SimulatedTenant tenant;

  SimulatedDrive(SimulatedTenant tenant) {
    this.tenant = tenant;
  }

  SimulatedResponse answer(SimulatedCall call) {
    call.requireScope(DRIVE);
    var caller =
        tenant.find(call.caller().email()).filter(SimulatedUser::impersonable).orElse(null);
    if (caller == null) {
      return SimulatedErrors.imposed(401);
    }
    return switch (call.line(WORDS)) {
      case "GET/files" -> list(caller, call);
      case "POST/files" -> create(caller, call);
      case "GET/about" -> about(caller, call);
      case "GET/files/*" -> read(caller, file(caller, call), call);
      case "PATCH/files/*" -> update(caller, call);
      case "DELETE/files/*" -> delete(caller, call);
      case "DELETE/files/trash" -> {
        caller.files.values().stream()
            .filter(file -> file.there() && file.is("trashed"))
            .forEach(file -> tenant.erase(file, call.misbehaviours()));
        yield SimulatedResponse.empty(204);
      }
      default -> SimulatedErrors.imposed(404);
    };
  }

  /** Unlike others, this one wants to be told the fields. */
  private static SimulatedResponse about(SimulatedUser caller, SimulatedCall call) {
    if (call.request().param("fields").isEmpty()) {
      return SimulatedErrors.both(
          400,
          "The 'fields' parameter is required for this method.",
          "required",
          "INVALID_ARGUMENT");
    }
    var user = new LinkedHashMap<String, Object>();
    user.put("kind", "drive#user");
    user.put("displayName", caller.name);
    user.put("emailAddress", caller.email());
    user.put("me", true);
    return SimulatedResponse.json(200, Map.of("kind", "drive#about", "user", user));
  }

  private static SimulatedResponse read(
      SimulatedUser caller, SimulatedItem file, SimulatedCall call) {
    if (!call.request().param("alt").map("media"::equals).orElse(false)) {
      return SimulatedResponse.json(200, shown(caller, file, call));
    }
    if (file.text("mimeType").startsWith("application/vnd.google-apps.")) {
      return SimulatedErrors.both(
          403,
          "Only files with binary content can be downloaded.",
          "fileNotDownloadable",
          "PERMISSION_DENIED");
    }
    return new SimulatedResponse(
        200,
        Map.of("Content-Type", file.text("mimeType")),
        file.text("name").getBytes(StandardCharsets.UTF_8));
  }

  private SimulatedResponse update(SimulatedUser caller, SimulatedCall call) {
    var file = file(caller, call);
    if (!caller.files.containsKey(file.id)) {
      return notTheirs();
    }
    var given = call.json();
    for (var field : List.of("name", "description", "mimeType")) {
      if (given.path(field).isString()) {
        file.shown.put(field, given.path(field).asString(""));
      }
    }
    if (given.path("trashed").isBoolean()) {
      file.shown.put("trashed", given.path("trashed").asBoolean(false));
    }
    return SimulatedResponse.json(200, shown(caller, file, call));
  }

  /** A file without content. */
  private SimulatedResponse create(SimulatedUser caller, SimulatedCall call) {
    var asked = call.json();
    var id = tenant.nextId("df");
    var file =
        SimulatedTenant.file(
            caller,
            id,
            asked.path("name").asString("Untitled"),
            asked.path("mimeType").asString("application/octet-stream"),
            "");
    file.shown.put("description", asked.path("description").asString(""));
    return SimulatedResponse.json(200, shown(caller, file, call));
  }

  /** What the caller owns, and what the administrator shares with everybody. */
  private List<SimulatedItem> visible(SimulatedUser caller) {
    var visible = new ArrayList<>(caller.files.values());
    if (caller != tenant.admin()) {
      visible.addAll(tenant.admin().files.values());
    }
    return visible;
  }

  private SimulatedItem file(SimulatedUser caller, SimulatedCall call) {
    return visible(caller).stream()
        .filter(file -> file.there() && file.id.equals(call.rest().get(1)))
        .findFirst()
        .orElseThrow(SimulatedErrors::missing);
  }

  private SimulatedResponse list(SimulatedUser caller, SimulatedCall call) {
    var found = found(caller, call.request().param("q").orElse(""));
    var now = tenant.now();
    if (!CORPORA.contains(call.request().param("corpora").orElse("user"))) {
      throw SimulatedErrors.invalid("Invalid Value");
    }
    var all =
        SimulatedCall.rows(
            visible(caller).stream()
                .sorted(order(call.request().param("orderBy").orElse("")))
                .toList(),
            file -> file.listed(now) && found.test(file),
            file -> shown(caller, file, call));
    var head = new LinkedHashMap<String, Object>();
    head.put("kind", "drive#fileList");
    head.put("incompleteSearch", false);
    return call.page("files", all, call.number("pageSize", 100, 1000), true, head);
  }

  /** By name, as far as names are asked for: of the times that files have none is kept here. */
  private static Comparator<SimulatedItem> order(String keys) {
    Comparator<SimulatedItem> order = Comparator.nullsFirst(null); // all are alike
    for (var key : keys.isBlank() ? new String[0] : keys.split(",")) {
      var words = key.strip().split(" ");
      if (!ORDERS.contains(words[0]) || (words.length > 1 && !words[1].equals("desc"))) {
        throw SimulatedErrors.invalid("Invalid Value");
      }
      Comparator<SimulatedItem> next =
          switch (words[0]) {
            case "name", "name_natural" -> Comparator.comparing(file -> file.text("name"));
            case "folder" ->
                Comparator.comparing(file -> !file.text("mimeType").endsWith("folder"));
            default -> Comparator.nullsFirst(null);
          };
      order = order.thenComparing(words.length > 1 ? next.reversed() : next);
    }
    return order;
  }

  /** Terms that hold together. */
  private static Predicate<SimulatedItem> found(SimulatedUser caller, String query) {
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

  private static Map<String, Object> shown(
      SimulatedUser caller, SimulatedItem file, SimulatedCall call) {
    var shown = new LinkedHashMap<>(file.shown);
    shown.put("ownedByMe", caller.files.containsKey(file.id));
    if (call.request().param("fields").isEmpty()) {
      shown.keySet().retainAll(USUAL);
    }
    return shown;
  }

  private SimulatedResponse delete(SimulatedUser caller, SimulatedCall call) {
    var file = file(caller, call);
    if (!caller.files.containsKey(file.id)) {
      return notTheirs();
    }
    erase(caller, file, call);
    return SimulatedResponse.empty(204);
  }

  private static SimulatedResponse notTheirs() {
    return SimulatedErrors.both(
        403,
        "The user does not have sufficient permissions for this file.",
        "insufficientFilePermissions",
        "PERMISSION_DENIED");
  }

  private void erase(SimulatedUser owner, SimulatedItem file, SimulatedCall call) {
    tenant.erase(file, call.misbehaviours());
    owner.files.values().stream()
        .filter(
            each ->
                each.there()
                    && each.shown.get("parents") instanceof List<?> parents
                    && parents.contains(file.id))
        .forEach(each -> erase(owner, each, call));
  }
}
