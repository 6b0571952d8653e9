package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.claudeenterprise.SimulatedPaging.ok;

import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Files, generated files and artifact versions: descriptions and contents. */
final class SimulatedFiles {
  private static final String NO_FILE =
      "No file found with provided id, or it has already been deleted.";

  private final SimulatedTenant tenant;

  SimulatedFiles(SimulatedTenant tenant) {
    this.tenant = tenant;
  }

  SimulatedResponse file(String id) {
    var file = require("file", id);
    var json = described(file);
    var chats = json.putArray("claude_chat_ids");
    var messages = json.putArray("message_ids");
    for (var chat : file.chats) {
      chats.add(chat);
      tenant.find("chat", chat).stream()
          .flatMap(found -> found.messages.stream())
          .filter(message -> message.files.contains(id))
          .forEach(message -> messages.add(message.id));
    }
    return ok(json);
  }

  SimulatedResponse generated(String id) {
    var file = require("generated_file", id);
    return ok(described(file).put("claude_chat_id", String.join(",", file.chats)));
  }

  private static ObjectNode described(SimulatedObject file) {
    var bytes = bytes(file);
    var json = VendorHttp.JSON.createObjectNode();
    json.put("id", file.id);
    json.put("created_at", file.created());
    json.put("filename", filename(file));
    json.put("mime_type", file.type);
    json.put("md5", HexFormat.of().formatHex(md5(bytes)));
    json.put("size_bytes", bytes.length);
    return json;
  }

  SimulatedResponse delete(SimulatedCall call, String id) {
    tenant.delete(require("file", id), call);
    return ok(SimulatedChats.deleted(id, "claude_file_deleted"));
  }

  SimulatedResponse content(String kind, String id) {
    return content(require(kind, id), filename(require(kind, id)));
  }

  /** Chunked in the real world; with the digest in base64 and the name by RFC 5987. */
  static SimulatedResponse content(SimulatedObject object, String name) {
    var bytes = bytes(object);
    return new SimulatedResponse(
        200,
        Map.of(
            "Content-Type",
            object.type,
            "Content-MD5",
            Base64.getEncoder().encodeToString(md5(bytes)),
            "Content-Disposition",
            "attachment; filename*=utf-8''"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20")),
        bytes);
  }

  SimulatedResponse artifact(String version) {
    var artifact = require("artifact", version);
    var bytes = bytes(artifact);
    var json = VendorHttp.JSON.createObjectNode();
    json.put("id", "claude_artifact_" + artifact.made);
    json.put("version_id", version);
    json.put("title", artifact.text);
    json.put("artifact_type", "text/markdown");
    json.put("claude_chat_id", String.join(",", artifact.chats));
    json.put("created_at", artifact.created());
    json.put("md5", HexFormat.of().formatHex(md5(bytes)));
    json.put("size_bytes", bytes.length);
    return ok(json);
  }

  SimulatedResponse artifactContent(String version) {
    var artifact = require("artifact", version);
    return ok(
        VendorHttp.JSON
            .createObjectNode()
            .put("version_id", version)
            .put("content", artifact.text));
  }

  private SimulatedObject require(String kind, String id) {
    return tenant
        .find(kind, id)
        .orElseThrow(
            () ->
                SimulatedCall.notFound(
                    kind.equals("artifact") ? "Artifact version not found." : NO_FILE));
  }

  static String filename(SimulatedObject file) {
    return "über " + file.text + ".txt";
  }

  private static byte[] bytes(SimulatedObject object) {
    return ("The content of: " + object.text).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
