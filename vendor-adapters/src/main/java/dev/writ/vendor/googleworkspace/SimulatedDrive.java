package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Drives. A list shows trashed files and what others share, and without {@code fields} it does not
 * say whose they are; only an owner deletes, and a folder takes what its owner owns below it.
 */
final class SimulatedDrive {
  private static final String DRIVE = "https://www.googleapis.com/auth/drive";
  private static final Set<String> WORDS = Set.of("files", "trash");
  private static final Set<String> USUAL = Set.of("kind", "id", "name", "mimeType");

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
      case "GET/files/*" -> SimulatedResponse.json(200, shown(caller, file(caller, call), call));
      case "DELETE/files/*" -> delete(caller, call);
      case "DELETE/files/trash" -> {
        caller.files.values().stream()
            .filter(file -> file.there() && file.is("trashed"))
            .forEach(file -> file.erase(call.misbehaviours(), tenant.now()));
        yield SimulatedResponse.empty(204);
      }
      default -> SimulatedErrors.imposed(404);
    };
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
    boolean untrashed = call.request().param("q").map("trashed=false"::equals).orElse(false);
    var now = tenant.now();
    var all =
        visible(caller).stream()
            .filter(file -> file.listed(now) && !(untrashed && file.is("trashed")))
            .map(file -> shown(caller, file, call))
            .toList();
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
      return SimulatedErrors.both(
          403,
          "The user does not have sufficient permissions for this file.",
          "insufficientFilePermissions",
          "PERMISSION_DENIED");
    }
    erase(caller, file, call);
    return SimulatedResponse.empty(204);
  }

  private void erase(SimulatedUser owner, SimulatedItem file, SimulatedCall call) {
    file.erase(call.misbehaviours(), tenant.now());
    owner.files.values().stream()
        .filter(
            each ->
                each.there()
                    && each.shown.get("parents") instanceof List<?> parents
                    && parents.contains(file.id))
        .forEach(each -> erase(owner, each, call));
  }
}
