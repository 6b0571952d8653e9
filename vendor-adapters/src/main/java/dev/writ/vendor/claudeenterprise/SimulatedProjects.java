package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.claudeenterprise.SimulatedPaging.ok;

import dev.writ.vendor.claudeenterprise.SimulatedPaging.Row;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Projects, their attachments and documents. */
final class SimulatedProjects {
  private final SimulatedTenant tenant;

  SimulatedProjects(SimulatedTenant tenant) {
    this.tenant = tenant;
  }

  SimulatedResponse list(SimulatedCall call) {
    call.checkTimes();
    var users = call.values("user_ids[]");
    var rows =
        tenant.listed("project").stream()
            .filter(project -> users.isEmpty() || users.contains(project.user.id()))
            .map(project -> new Row(project.made, shape(project)))
            .toList();
    return ok(SimulatedPaging.tokens(call, rows, call.limit(20, 100)));
  }

  SimulatedResponse read(String id) {
    var project = require(id);
    var json = shape(project);
    json.put("description", project.text);
    json.put("instructions", "Be kind to " + project.user.name());
    json.put("chats_count", attachedChats(id));
    json.put("attachments_count", attachments(id).count());
    return ok(json);
  }

  SimulatedResponse attachments(SimulatedCall call, String id) {
    require(id);
    var rows =
        attachments(id)
            .sorted(Comparator.comparingLong(object -> object.made))
            .map(object -> new Row(object.made, attachment(object)))
            .toList();
    return ok(SimulatedPaging.tokens(call, rows, call.limit(20, 100)));
  }

  SimulatedResponse collaborators(SimulatedCall call, String id) {
    var project = require(id);
    var rows = new ArrayList<Row>();
    rows.add(new Row(0, collaborator(project, project.user.id(), "owner")));
    for (var other : project.collaborators) {
      rows.add(new Row(rows.size(), collaborator(project, other, "editor")));
    }
    return ok(SimulatedPaging.tokens(call, rows, call.limit(20, 100)));
  }

  private static ObjectNode collaborator(SimulatedObject project, String user, String role) {
    return VendorHttp.JSON
        .createObjectNode()
        .put("type", "user")
        .put("user_id", user)
        .put("role", role)
        .put("granted_at", project.created());
  }

  /** A project with chats, whoever's they are, is not deleted. */
  SimulatedResponse delete(SimulatedCall call, String id) {
    var project = require(id);
    if (attachedChats(id) > 0) {
      return SimulatedCall.error(
          409,
          "conflict_error",
          "The \""
              + id
              + "\" project cannot be deleted as it has chats attached to it. Delete or detach all"
              + " chats, and try deleting the project again.");
    }
    tenant.delete(project, call);
    return ok(SimulatedChats.deleted(id, "claude_project_deleted"));
  }

  SimulatedResponse document(String id) {
    var document = requireDocument(id);
    return ok(documentShape(document).put("content", document.text));
  }

  SimulatedResponse documentMetadata(String id) {
    var document = requireDocument(id);
    return ok(
        documentShape(document)
            .put("claude_project_id", document.project)
            .put("mime_type", "text/plain")
            .put("size_bytes", document.text.getBytes(StandardCharsets.UTF_8).length));
  }

  SimulatedResponse deleteDocument(SimulatedCall call, String id) {
    tenant.delete(requireDocument(id), call);
    return ok(SimulatedChats.deleted(id, "claude_project_document_deleted"));
  }

  private long attachedChats(String project) {
    return tenant.all("chat").stream()
        .filter(chat -> !chat.deleted && project.equals(chat.project))
        .count();
  }

  private Stream<SimulatedObject> attachments(String project) {
    return Stream.of("file", "project_document")
        .flatMap(kind -> tenant.listed(kind).stream())
        .filter(object -> project.equals(object.project));
  }

  private static ObjectNode attachment(SimulatedObject object) {
    boolean file = object.kind.equals("file");
    return VendorHttp.JSON
        .createObjectNode()
        .put("id", object.id)
        .put("created_at", object.created())
        .put("filename", SimulatedFiles.filename(object))
        .put("mime_type", object.type)
        .put("type", file ? "project_file" : "project_doc");
  }

  private ObjectNode documentShape(SimulatedObject document) {
    var json = VendorHttp.JSON.createObjectNode();
    json.put("id", document.id);
    json.put("created_at", document.created());
    json.put("filename", SimulatedFiles.filename(document));
    tenant.creator(json, document.user);
    return json;
  }

  private ObjectNode shape(SimulatedObject project) {
    var json = VendorHttp.JSON.createObjectNode();
    json.put("id", project.id);
    json.put("name", project.text);
    json.put("created_at", project.created());
    json.put("updated_at", project.created());
    json.put("deleted_at", project.softDeleted ? "2026-06-01T00:00:00Z" : null);
    json.put("is_private", project.isPrivate);
    json.put("organization_uuid", project.user.organization());
    tenant.creator(json, project.user);
    return json;
  }

  private SimulatedObject require(String id) {
    return tenant
        .find("project", id)
        .orElseThrow(() -> SimulatedCall.notFound("No project is found with the provided id."));
  }

  private SimulatedObject requireDocument(String id) {
    return tenant
        .find("project_document", id)
        .orElseThrow(
            () -> SimulatedCall.notFound("No project document is found with the provided id."));
  }
}
