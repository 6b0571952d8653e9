package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.claudeenterprise.SimulatedPaging.ok;

import dev.writ.vendor.claudeenterprise.SimulatedPaging.Row;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Sessions of Cowork and Claude Code: lists, transcripts, and no delete. */
final class SimulatedSessions {
  private final SimulatedTenant tenant;
  private boolean localAvailable = true;

  SimulatedSessions(SimulatedTenant tenant) {
    this.tenant = tenant;
  }

  void reset() {
    localAvailable = true;
  }

  void withholdLocal() {
    localAvailable = false;
  }

  /** Newest first; the list of local ones knows no users and no organizations. */
  SimulatedResponse list(SimulatedCall call, boolean remote) {
    call.checkTimes();
    if (!remote) {
      requireLocal();
      if (call.given("user_ids") || call.given("organization_ids")) {
        throw SimulatedCall.invalid("unknown parameter");
      }
    }
    call.checkUsers(10);
    var users = call.values("user_ids[]");
    var organizations = call.values("organization_ids[]");
    var rows =
        tenant.listed(remote ? "remote_session" : "local_session").stream()
            .filter(session -> users.isEmpty() || users.contains(session.user.id()))
            .filter(
                session ->
                    organizations.isEmpty() || organizations.contains(session.user.organization()))
            .sorted(Comparator.comparingLong((SimulatedObject session) -> session.made).reversed())
            .map(session -> new Row(-session.made, shape(session, remote, true)))
            .toList();
    return ok(SimulatedPaging.tokensAlone(call, rows, call.limit(100, 500)));
  }

  SimulatedResponse local(String id) {
    requireLocal();
    return ok(shape(require("local_session", id), false, true));
  }

  SimulatedResponse messages(SimulatedCall call, String id, boolean remote) {
    if (!remote) {
      requireLocal();
    }
    for (var cap : List.of("tool_use_input_max_bytes", "tool_result_max_bytes")) {
      if (call.value(cap).equals("0")) {
        throw SimulatedCall.invalid(cap + ": 0 is not a valid value");
      }
    }
    var session = require(remote ? "remote_session" : "local_session", id);
    if (session.status.equals("pending")) {
      throw notFound();
    }
    var rows = new ArrayList<Row>();
    for (var message : session.messages) {
      rows.add(new Row(rows.size(), message(session, message)));
    }
    var page = SimulatedPaging.tokensAlone(call, rows, call.limit(100, 1000));
    var answer = VendorHttp.JSON.createObjectNode();
    answer.set("session", shape(session, remote, false));
    return ok(answer.setAll(page));
  }

  private void requireLocal() {
    if (!localAvailable) {
      throw SimulatedCall.notFound("Local sessions are not available.");
    }
  }

  private SimulatedObject require(String kind, String id) {
    return tenant.find(kind, id).orElseThrow(SimulatedSessions::notFound);
  }

  private static SimulatedCall.Refused notFound() {
    return SimulatedCall.notFound("Session not found.");
  }

  /** With the messages no address is resolved, and of a removed member there is none. */
  private ObjectNode shape(SimulatedObject session, boolean remote, boolean resolved) {
    var json = VendorHttp.JSON.createObjectNode();
    if (!remote) {
      json.put("type", "compliance_local_session");
      json.putNull("workspace_id");
    }
    json.put("id", session.id);
    json.put("organization_uuid", session.user.organization());
    json.putObject("user")
        .put("id", session.user.id())
        .put(
            "email_address", resolved && tenant.member(session.user) ? session.user.email() : null);
    if (remote) {
      json.putNull("agent_id");
      json.putNull("started_by_user");
      json.put("status", session.status);
      json.putNull("claude_project_id");
    }
    json.put("product_surface", remote ? "cowork_remote" : "claude_code");
    json.put("created_at", session.created());
    json.put("updated_at", session.created());
    return json;
  }

  private static ObjectNode message(SimulatedObject session, SimulatedMessage message) {
    var json = VendorHttp.JSON.createObjectNode();
    json.put("id", message.id);
    json.put("role", message.role);
    json.put("created_at", session.created());
    json.putArray("content")
        .addObject()
        .put("type", "text")
        .put("text", message.text)
        .put("truncated", false);
    return json;
  }
}
