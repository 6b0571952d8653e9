package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.SimulatedCall.deleted;
import static dev.writ.vendor.anthropic.SimulatedCall.json;
import static dev.writ.vendor.anthropic.SimulatedCall.ok;

import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Files, generally available and as the beta that knows sessions. */
final class SimulatedFiles {
  static final String FILES = "files";

  private static final String BETA = "files-api-2025-04-14";
  private static final int MOST = 1000;
  private static final int MOST_IDS = 100;
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)");
  private static final Duration DESCRIPTION = Duration.ofDays(30);
  private static final Pattern EXPIRY =
      Pattern.compile(
          "name=\"expires_in_seconds\"\\r\\n(?:.+\\r\\n)*\\r\\n([0-9]{4,7})(?:\\r\\n|$)");
  private static final Pattern FILENAME = Pattern.compile("filename=\"([^\"]*)\"");
  private static final Pattern TYPE = Pattern.compile("(?i)content-type: *([^\\r\\n]+)");

  private final SimulatedShelves shelves;

  SimulatedFiles(SimulatedShelves shelves, SimulatedRoutes routes) {
    this.shelves = shelves;
    routes.on("GET files", this::list);
    routes.on("POST files", this::upload);
    routes.on("GET files/*", call -> ok(shown(call, shelves.require(FILES, call.id()).json)));
    routes.on("GET files/*/content", this::content);
    routes.on("DELETE files/*", this::delete);
  }

  /** A file as it is kept; whose session it is only the beta tells. */
  SimulatedThing add(
      String id,
      String filename,
      String type,
      byte[] content,
      @Nullable String session,
      @Nullable String owner) {
    var json =
        json(
            "{\"id\":?,\"type\":\"file\",\"filename\":?,\"mime_type\":?,\"size_bytes\":?,"
                + "\"created_at\":?,\"downloadable\":?,\"expires_at\":null}",
            id,
            filename,
            type,
            content.length,
            shelves.now().toString(),
            session != null);
    if (session != null) {
      json.set("scope", json("{\"type\":\"session\",\"id\":?}", session));
    }
    var file = shelves.add(FILES, json, owner);
    file.content = content;
    return file;
  }

  private SimulatedResponse list(SimulatedCall call) {
    var rows = shelves.listed(FILES);
    if (call.has("scope_id")) {
      rows =
          rows.stream()
              .filter(
                  row -> row.path("scope").path("id").asString("").equals(call.param("scope_id")))
              .toList();
    }
    if (call.beta(BETA)) {
      return SimulatedLists.both(call, MOST, rows);
    }
    var shown = rows.stream().map(row -> shown(call, row)).toList();
    var ids = call.request().query().getOrDefault("ids[]", List.of());
    if (ids.isEmpty()) {
      return SimulatedLists.pages(call, MOST, shown);
    }
    if (ids.size() > MOST_IDS || call.has("page") || call.has("limit")) {
      throw SimulatedRefusal.invalid("ids: at most 100, and without page and limit");
    }
    var asked = shown.stream().filter(row -> ids.contains(row.path("id").asString(""))).toList();
    return ok(json("{\"data\":?,\"next_page\":null}", asked));
  }

  private static ObjectNode shown(SimulatedCall call, ObjectNode file) {
    var shown = file.deepCopy();
    if (!call.beta(BETA)) {
      shown.remove("scope");
    }
    return shown;
  }

  private SimulatedResponse content(SimulatedCall call) {
    var file = shelves.require(FILES, call.id());
    var expiry = file.json.path("expires_at");
    if (expiry.isString() && shelves.over(Instant.parse(expiry.asString()))) {
      throw SimulatedRefusal.notFound(FILES, file.id);
    }
    if (!file.json.path("downloadable").asBoolean(false)) {
      throw SimulatedRefusal.invalid("File `" + file.id + "` is not downloadable.");
    }
    return new SimulatedResponse(
        200, Map.of("Content-Type", "application/octet-stream"), file.content);
  }

  private SimulatedResponse delete(SimulatedCall call) {
    shelves.delete(shelves.require(FILES, call.id()), call.misbehaviours());
    return deleted("file", call.id());
  }

  /** One part named file of a form. */
  private SimulatedResponse upload(SimulatedCall call) {
    for (String part : parts(call.request())) {
      int blank = part.indexOf("\r\n\r\n");
      String head = utf8(blank < 0 ? "" : part.substring(0, blank));
      if (head.contains("name=\"file\"")) {
        var filename = FILENAME.matcher(head);
        var type = TYPE.matcher(head);
        var made =
            add(
                shelves.newId("file_"),
                filename.find() ? filename.group(1).replace("%22", "\"") : "file",
                type.find() ? type.group(1).strip() : "application/octet-stream",
                part.substring(blank + 4).getBytes(StandardCharsets.ISO_8859_1),
                null,
                null);
        expire(made, parts(call.request()));
        return ok(shown(call, made.json));
      }
    }
    throw SimulatedRefusal.invalid("file: Field required");
  }

  /** Its content goes at its expiry; its description can be read up to 30 days longer. */
  private void expire(SimulatedThing file, List<String> parts) {
    for (String part : parts) {
      var seconds = EXPIRY.matcher(part);
      if (seconds.find()) {
        var expiry = shelves.present().plusSeconds(Long.parseLong(seconds.group(1)));
        file.json.put("expires_at", expiry.toString());
        file.end = expiry.plus(DESCRIPTION);
      }
    }
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** One char a byte, so that any content comes out as it went in. */
  private static List<String> parts(SimulatedRequest request) {
    var boundary = BOUNDARY.matcher(request.headers().getOrDefault("content-type", ""));
    if (!boundary.find()) {
      return List.of();
    }
    String body = "\r\n" + new String(request.body(), StandardCharsets.ISO_8859_1);
    return List.of(body.split(Pattern.quote("\r\n--" + boundary.group(1))));
  }
}
