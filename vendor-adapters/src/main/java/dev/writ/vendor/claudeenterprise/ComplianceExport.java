package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.claudeenterprise.ComplianceAnswers.text;
import static dev.writ.vendor.spi.Answers.require;
import static dev.writ.vendor.spi.Answers.unlessGone;

import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.VendorHttp;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads single objects out: their description, and messages or content where they have any. */
final class ComplianceExport {
  private static final int ROWS = 100;

  private final ComplianceAccount account;
  private final ClaudeEnterpriseSettings settings;
  private final RecordSink sink;

  ComplianceExport(ComplianceAccount account, ClaudeEnterpriseSettings settings, RecordSink sink) {
    this.account = account;
    this.settings = settings;
    this.sink = sink;
  }

  void export(ComplianceKind kind, String id) {
    var path = kind.path(id);
    switch (kind) {
      case CHAT -> chat(id);
      case FILE, GENERATED_FILE ->
          account.find(path, "id", id).ifPresent(file -> file(kind, path, file));
      case ARTIFACT -> artifact(id);
      case PROJECT_DOCUMENT, PROJECT ->
          account.find(path, "id", id).ifPresent(json -> send(kind, json));
      case CODE_ARTIFACT -> codeArtifact(id);
      case REMOTE_SESSION -> messages(kind, id, page -> session(kind, id, page));
      case LOCAL_SESSION ->
          account
              .find(path, "id", id)
              .ifPresent(
                  session -> {
                    send(kind, wrapped("session", session));
                    messages(
                        kind, id, page -> require(id.equals(text(page.path("session"), "id"))));
                  });
    }
  }

  /** The chat once, without its messages, and then each message. */
  private void chat(String id) {
    var query = query();
    if (settings.uncapToolTexts()) {
      query.put("tool_use_input_max_chars", -1);
      query.put("tool_result_max_chars", -1);
    }
    var told = new boolean[1];
    ComplianceLists.within(
        () ->
            account
                .lists()
                .byCursor(
                    ComplianceKind.CHAT.path(id) + "/messages",
                    query,
                    "chat_messages",
                    page -> {
                      require(id.equals(text(page, "id")));
                      if (!told[0]) {
                        send(ComplianceKind.CHAT, wrapped("chat", withoutPaging(page)));
                        told[0] = true;
                      }
                    },
                    message -> send(ComplianceKind.CHAT, wrapped("message", message))));
  }

  private static ObjectNode withoutPaging(JsonNode page) {
    var chat = ((ObjectNode) page).deepCopy();
    chat.remove("chat_messages");
    chat.remove("has_more");
    chat.remove("first_id");
    chat.remove("last_id");
    return chat;
  }

  private static Map<String, Object> query() {
    return new LinkedHashMap<>(Map.of("limit", ROWS));
  }

  /**
   * The digest is documented for these contents; one without it is not theirs. Some files have no
   * content to be downloaded, and the export says so.
   */
  private void file(ComplianceKind kind, String path, JsonNode file) {
    send(kind, file);
    var name = text(file, "filename").isBlank() ? text(file, "id") : text(file, "filename");
    var content =
        account.stream(
            path + "/content",
            (status, headers, body) -> {
              require(ComplianceContent.digested(headers));
              ComplianceContent.send(sink, kind.word(), name, headers, body);
              return true;
            });
    if (content.isEmpty()) {
      send(kind, withoutContent());
    }
  }

  private static ObjectNode withoutContent() {
    return VendorHttp.JSON.createObjectNode().put("content_available", false);
  }

  private void artifact(String id) {
    var kind = ComplianceKind.ARTIFACT;
    account
        .find(kind.path(id), "version_id", id)
        .ifPresent(
            artifact -> {
              send(kind, wrapped("artifact", artifact));
              var content = unlessGone(() -> account.page(kind.path(id) + "/content", Map.of()));
              send(
                  kind,
                  content
                      .map(json -> wrapped("content", json))
                      .orElseGet(ComplianceExport::withoutContent));
            });
  }

  private void codeArtifact(String id) {
    if (!new ComplianceLook(account).codeArtifact(id)) {
      return;
    }
    account.stream(
        ComplianceLook.codeContent(id),
        (status, headers, body) -> {
          ComplianceContent.send(sink, ComplianceKind.CODE_ARTIFACT.word(), id, headers, body);
          return true;
        });
  }

  private void session(ComplianceKind kind, String id, JsonNode page) {
    var session = page.path("session");
    require(id.equals(text(session, "id")));
    send(kind, wrapped("session", session));
  }

  /** Takes what comes with the first page, and sends the messages of all. */
  private void messages(ComplianceKind kind, String id, Consumer<JsonNode> first) {
    var query = query();
    if (settings.uncapToolTexts()) {
      query.put("tool_use_input_max_bytes", -1);
      query.put("tool_result_max_bytes", -1);
    }
    var told = new boolean[1];
    ComplianceLists.within(
        () ->
            account
                .lists()
                .byToken(
                    kind.path(id) + "/messages",
                    query,
                    page -> {
                      if (!told[0]) {
                        first.accept(page);
                        told[0] = true;
                      }
                    },
                    message -> send(kind, wrapped("message", message))));
  }

  private static ObjectNode wrapped(String name, JsonNode json) {
    var record = VendorHttp.JSON.createObjectNode();
    record.set(name, json);
    return record;
  }

  private void send(ComplianceKind kind, JsonNode json) {
    sink.accept(kind.word(), VendorHttp.JSON.writeValueAsString(json));
  }
}
