package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.googleworkspace.SimulatedUploads.Content;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Drives. A list shows trashed files and what others share, and without {@code fields} it does not
 * say whose they are; only an owner deletes, and a folder takes what its owner owns below it.
 */
final class SimulatedDrive {
  private static final String DRIVE = "https://www.googleapis.com/auth/drive";
  private static final Set<String> WORDS = Set.of("files", "trash", "about");
  private static final Set<String> CORPORA = Set.of("user", "domain", "drive", "allDrives");
  private static final Set<String> USUAL = Set.of("kind", "id", "name", "mimeType");

  private final SimulatedTenant tenant;

  private final SimulatedUploads uploads;

  SimulatedDrive(SimulatedTenant tenant, SimulatedUploads uploads) {
    this.tenant = tenant;
    this.uploads = uploads;
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
      case "POST/files" -> create(caller, call.json(), null, call);
      case "GET/about" -> about(caller, call);
      case "GET/files/*" -> read(caller, file(caller, call), call);
      case "PATCH/files/*" -> update(caller, call.json(), null, call);
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

  /** What is uploaded becomes a file, or the content of one. */
  SimulatedResponse uploaded(SimulatedCall call) {
    call.requireScope(DRIVE);
    var caller =
        tenant.find(call.caller().email()).filter(SimulatedUser::impersonable).orElse(null);
    if (caller == null) {
      return SimulatedErrors.imposed(401);
    }
    return uploads.answer(
        call,
        (whole, description, content) ->
            switch (whole.line(WORDS)) {
              case "POST/files" -> create(caller, description, content, whole);
              case "PATCH/files/*" -> update(caller, description, content, whole);
              default -> SimulatedErrors.imposed(404);
            });
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
        file.content != null ? file.content : file.text("name").getBytes(StandardCharsets.UTF_8));
  }

  private SimulatedResponse update(
      SimulatedUser caller, JsonNode given, @Nullable Content content, SimulatedCall call) {
    var file = file(caller, call);
    if (!caller.files.containsKey(file.id)) {
      return notTheirs();
    }
    for (var field : List.of("name", "description", "mimeType")) {
      if (given.path(field).isString()) {
        file.shown.put(field, given.path(field).asString(""));
      }
    }
    if (given.path("trashed").isBoolean()) {
      file.shown.put("trashed", given.path("trashed").asBoolean(false));
    }
    file.shown.put("modifiedTime", tenant.told());
    fill(file, content);
    return SimulatedResponse.json(200, shown(caller, file, call));
  }

  private static void fill(SimulatedItem file, @Nullable Content content) {
    if (content != null) {
      file.content = content.bytes();
      file.shown.put("size", Integer.toString(content.bytes().length));
    }
  }

  /** Without content it is empty. */
  private SimulatedResponse create(
      SimulatedUser caller, JsonNode asked, @Nullable Content content, SimulatedCall call) {
    var usual = content == null ? "application/octet-stream" : content.type();
    var id = tenant.nextId("df");
    var file =
        SimulatedTenant.file(
            caller,
            id,
            asked.path("name").asString("Untitled"),
            asked.path("mimeType").asString(usual),
            "");
    file.shown.put("description", asked.path("description").asString(""));
    file.shown.put("createdTime", tenant.told());
    file.shown.put("modifiedTime", tenant.told());
    fill(file, content);
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
    var found = SimulatedFileQuery.found(caller, call.request().param("q").orElse(""));
    var now = tenant.now();
    if (!CORPORA.contains(call.request().param("corpora").orElse("user"))) {
      throw SimulatedErrors.invalid("Invalid Value");
    }
    var all =
        SimulatedCall.rows(
            visible(caller).stream()
                .sorted(SimulatedFileQuery.order(call.request().param("orderBy").orElse("")))
                .toList(),
            file -> file.listed(now) && found.test(file),
            file -> shown(caller, file, call));
    var head = new LinkedHashMap<String, Object>();
    head.put("kind", "drive#fileList");
    head.put("incompleteSearch", false);
    return call.page("files", all, call.number("pageSize", 100, 1000), true, head);
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
