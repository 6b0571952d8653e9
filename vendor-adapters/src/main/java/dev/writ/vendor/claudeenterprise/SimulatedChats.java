package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.claudeenterprise.SimulatedPaging.ok;

import dev.writ.vendor.claudeenterprise.SimulatedPaging.Row;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** Chats and their messages. */
final class SimulatedChats {
  private final SimulatedTenant tenant;

  /** Chats whose remote sessions the vendor cannot tell to be gone, for one deletion each. */
  private final Set<String> unconfirmed = new TreeSet<>();

  SimulatedChats(SimulatedTenant tenant) {
    this.tenant = tenant;
  }

  void reset() {
    unconfirmed.clear();
  }

  void unconfirmedOnce(String chat) {
    unconfirmed.add(chat);
  }

  /** Oldest first; with user ids by creation alone, without them forwards alone. */
  SimulatedResponse list(SimulatedCall call) {
    call.checkTimes();
    call.checkUsers(10);
    var users = call.values("user_ids[]");
    var projects = call.values("project_ids[]");
    var order = call.value("order_by").isEmpty() ? "created_at" : call.value("order_by");
    if (!users.isEmpty() && (order.equals("updated_at") || call.given("updated_at."))) {
      throw SimulatedCall.invalid("updated_at cannot be combined with user_ids");
    }
    if (users.isEmpty() && (!projects.isEmpty() || !call.value("before_id").isEmpty())) {
      throw SimulatedCall.invalid("project_ids and before_id need user_ids");
    }
    var organizations = call.values("organization_ids[]");
    var rows =
        tenant.listed("chat").stream()
            .filter(chat -> users.isEmpty() || users.contains(chat.user.id()))
            .filter(chat -> projects.isEmpty() || projects.contains(chat.project))
            .filter(
                chat -> organizations.isEmpty() || organizations.contains(chat.user.organization()))
            .filter(chat -> call.before("updated_at.lt", chat.changed()))
            .map(chat -> new Row(chat.made, shape(chat)))
            .toList();
    return ok(SimulatedPaging.cursors(call, "chats " + order, rows, call.limit(100, 1000), "data"));
  }

  SimulatedResponse messages(SimulatedCall call, String id) {
    call.checkTimes();
    var chat = require(id);
    var rows = new ArrayList<Row>();
    for (int i = 0; i < chat.messages.size(); i++) {
      rows.add(new Row(i, message(chat, chat.messages.get(i))));
    }
    if (call.value("order").equals("desc")) {
      Collections.reverse(rows);
    }
    int limit = call.limit(1000, 1000);
    if (call.value("limit").isEmpty()) {
      limit = Math.max(1, rows.size());
    }
    var page = SimulatedPaging.cursors(call, "messages " + id, rows, limit, "chat_messages");
    return ok(shape(chat).setAll(page));
  }

  SimulatedResponse delete(SimulatedCall call, String id) {
    var chat = require(id);
    if (unconfirmed.remove(id)) {
      return SimulatedCall.error(
          503,
          "chat_delete_remote_sessions_unconfirmed",
          "The chat's remote sessions could not be confirmed as deleted. The chat is unchanged.");
    }
    tenant.delete(chat, call);
    return ok(deleted(id, "claude_chat_deleted"));
  }

  static ObjectNode deleted(String id, String type) {
    return VendorHttp.JSON.createObjectNode().put("id", id).put("type", type);
  }

  private SimulatedObject require(String id) {
    return tenant
        .find("chat", id)
        .orElseThrow(() -> SimulatedCall.notFound("Chat " + id + " not found."));
  }

  private ObjectNode shape(SimulatedObject chat) {
    var json = VendorHttp.JSON.createObjectNode();
    json.put("id", chat.id);
    json.put("name", chat.emptied ? "" : chat.text);
    json.put("created_at", chat.created());
    json.put("updated_at", chat.changed());
    json.put("deleted_at", chat.softDeleted ? "2026-06-01T00:00:00Z" : null);
    json.put("href", "https://claude.ai/chat/" + chat.made);
    json.put("model", "claude-opus-5");
    json.put("organization_uuid", chat.user.organization());
    json.put("project_id", chat.project);
    user(json, chat.user);
    return json;
  }

  private static void user(ObjectNode json, SimulatedUser user) {
    json.putObject("user").put("id", user.id()).put("email_address", user.email());
  }

  /** Of a chat that a soft delete has emptied nothing but the frame is left. */
  private ObjectNode message(SimulatedObject chat, SimulatedMessage message) {
    var json = VendorHttp.JSON.createObjectNode();
    json.put("id", message.id);
    json.put("role", message.role);
    json.put("created_at", chat.created());
    var content = json.putArray("content");
    if (!chat.emptied) {
      content.addObject().put("type", "text").put("text", message.text);
    }
    refer(json, "files", "file", chat.emptied ? List.of() : message.files);
    refer(json, "generated_files", "generated_file", chat.emptied ? List.of() : message.generated);
    refer(json, "artifacts", "artifact", chat.emptied ? List.of() : message.artifacts);
    return json;
  }

  /** Null where there are none. */
  private void refer(ObjectNode json, String field, String kind, List<String> ids) {
    var there = ids.stream().flatMap(id -> tenant.living(kind, id).stream()).toList();
    if (there.isEmpty()) {
      json.putNull(field);
      return;
    }
    var array = json.putArray(field);
    for (var object : there) {
      if (kind.equals("artifact")) {
        array
            .addObject()
            .put("id", "claude_artifact_" + object.made)
            .put("version_id", object.id)
            .put("title", object.text)
            .put("artifact_type", "text/markdown");
      } else {
        array
            .addObject()
            .put("id", object.id)
            .put("filename", SimulatedFiles.filename(object))
            .put("mime_type", object.type);
      }
    }
  }
}
