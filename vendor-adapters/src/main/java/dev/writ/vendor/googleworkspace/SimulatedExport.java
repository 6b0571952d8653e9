package dev.writ.vendor.googleworkspace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An export of Vault. It is done when it has been asked about three times. */
final class SimulatedExport {
  static final String BUCKET = "vault-export-sandbox";

  private static final int POLLS = 3;

  final String id;

  /** By object name. */
  final Map<String, byte[]> files = new LinkedHashMap<>();

  private final String matter;
  private final JsonNode asked;
  private final @Nullable String parent;
  private final List<SimulatedUser.Chat> found;

  /** What is said of the files, whatever becomes of them. */
  private final List<Map<String, Object>> announced = new ArrayList<>();

  private int polls;
  private boolean failed;

  /**
   * @param asked the body of the request
   * @param parent the export that spawned this one
   */
  SimulatedExport(
      String id,
      String matter,
      JsonNode asked,
      @Nullable String parent,
      List<SimulatedUser.Chat> found) {
    this.id = id;
    this.matter = matter;
    this.asked = asked;
    this.parent = parent;
    this.found = List.copyOf(found);
  }

  void poll() {
    if (!done() && ++polls == POLLS && !found.isEmpty()) {
      write();
    }
  }

  void fail() {
    failed = true;
  }

  boolean done() {
    return failed || polls >= POLLS;
  }

  private void write() {
    var format =
        asked.path("exportOptions").path("geminiOptions").path("exportFormat").asString("");
    var chats = new StringBuilder();
    var list = new StringBuilder("date,title\n");
    for (var chat : found) {
      chats.append(
          format.equals("JSON")
              ? "{\"date\":\"%s\",\"title\":\"%s\"}\n".formatted(chat.day(), chat.title())
              : "<conversation date='%s'>%s</conversation>\n".formatted(chat.day(), chat.title()));
      list.append(chat.day()).append(',').append(chat.title()).append('\n');
    }
    file("%s/gemini-1.%s".formatted(id, format.equals("JSON") ? "json" : "xml"), chats.toString());
    file(id + "/result counts.csv", list.toString());
  }

  private void file(String name, String content) {
    var bytes = content.getBytes(StandardCharsets.UTF_8);
    files.put(name, bytes);
    var file = new LinkedHashMap<String, Object>();
    file.put("bucketName", BUCKET);
    file.put("objectName", name);
    file.put("size", Integer.toString(bytes.length));
    file.put("md5Hash", md5(bytes));
    announced.add(file);
  }

  /**
   * @param withZeros whether a count of zero is written at all
   */
  Map<String, Object> shown(boolean withZeros) {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("id", id);
    shown.put("matterId", matter);
    shown.put("name", asked.path("name").asString(""));
    shown.put("query", asked.path("query"));
    shown.put("exportOptions", asked.path("exportOptions"));
    shown.put("createTime", "2026-11-01T10:00:00Z");
    shown.put("status", failed ? "FAILED" : done() ? "COMPLETED" : "IN_PROGRESS");
    if (parent != null) {
      shown.put("parentExportId", parent);
    }
    if (done() && !failed) {
      shown.put("stats", stats(withZeros));
      if (!announced.isEmpty()) {
        shown.put("cloudStorageSink", Map.of("files", announced));
      }
    }
    return shown;
  }

  /** Numbers of 64 bits are text. */
  private Map<String, Object> stats(boolean withZeros) {
    var stats = new LinkedHashMap<String, Object>();
    if (withZeros || !found.isEmpty()) {
      var count = Integer.toString(found.size());
      stats.put("exportedArtifactCount", count);
      stats.put("totalArtifactCount", count);
      stats.put(
          "sizeInBytes",
          Integer.toString(files.values().stream().mapToInt(file -> file.length).sum()));
    }
    return stats;
  }

  private static String md5(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
