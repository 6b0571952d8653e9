package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.claudeenterprise.ComplianceAnswers.id;
import static dev.writ.vendor.claudeenterprise.ComplianceAnswers.text;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a chat or a project holds besides itself, as its own lists name it. */
final class ComplianceParts {
  private static final int ROWS = 100;

  private final ComplianceAccount account;
  private final ComplianceLook look;

  ComplianceParts(ComplianceAccount account) {
    this.account = account;
    this.look = new ComplianceLook(account);
  }

  /** Named by the chat's messages; empty when the chat is gone. */
  Optional<List<VendorObject>> ofChat(String chat) {
    var parts = new ArrayList<VendorObject>();
    var there =
        ComplianceLists.within(
            () ->
                account
                    .lists()
                    .byCursor(
                        ComplianceKind.CHAT.path(chat) + "/messages",
                        Map.of("limit", ROWS),
                        "chat_messages",
                        page -> require(chat.equals(text(page, "id"))),
                        message -> add(chat, message, parts)));
    return there ? Optional.of(parts) : Optional.empty();
  }

  /** Each of the lists may be null. */
  private static void add(String chat, JsonNode message, List<VendorObject> parts) {
    for (var file : message.path("files")) {
      parts.add(ComplianceKind.FILE.object(id(file, "id"), chat));
    }
    for (var file : message.path("generated_files")) {
      parts.add(ComplianceKind.GENERATED_FILE.object(id(file, "id"), chat));
    }
    for (var artifact : message.path("artifacts")) {
      parts.add(ComplianceKind.ARTIFACT.object(id(artifact, "version_id"), chat));
    }
  }

  /** Attached to the project; empty when the project is gone. */
  Optional<List<VendorObject>> ofProject(String project) {
    var parts = new ArrayList<VendorObject>();
    var there =
        look.within(
            project, "/attachments", row -> parts.add(kind(row).object(id(row, "id"), project)));
    return there ? Optional.of(parts) : Optional.empty();
  }

  private static ComplianceKind kind(JsonNode attachment) {
    var type = text(attachment, "type");
    require(type.equals("project_file") || type.equals("project_doc"));
    return type.equals("project_file") ? ComplianceKind.FILE : ComplianceKind.PROJECT_DOCUMENT;
  }
}
