package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.claudeenterprise.SimulatedPaging.ok;

import dev.writ.vendor.claudeenterprise.SimulatedPaging.Row;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Code artifacts: listed by identifier, read by their content, deleted by and by. */
final class SimulatedCode {
  private final SimulatedTenant tenant;

  SimulatedCode(SimulatedTenant tenant) {
    this.tenant = tenant;
  }

  SimulatedResponse list(SimulatedCall call) {
    call.checkTimes();
    call.checkUsers(200);
    var users = call.values("user_ids[]");
    var organizations = call.values("organization_ids[]");
    var sorted =
        tenant.listed("code_artifact").stream()
            .filter(artifact -> users.isEmpty() || users.contains(artifact.user.id()))
            .filter(
                artifact ->
                    organizations.isEmpty() || organizations.contains(artifact.user.organization()))
            .sorted(Comparator.comparing(artifact -> artifact.id))
            .toList();
    var rows = new Row[sorted.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new Row(i, shape(sorted.get(i)));
    }
    return ok(SimulatedPaging.tokensAfterAnEmptyPage(call, List.of(rows), call.limit(20, 100)));
  }

  private static ObjectNode shape(SimulatedObject artifact) {
    var json = VendorHttp.JSON.createObjectNode();
    json.put("id", artifact.id);
    json.put("artifact_type", "site");
    json.put("organization_uuid", artifact.user.organization());
    json.put("title", artifact.text);
    json.put("created_at", artifact.created());
    json.putObject("user")
        .put("id", artifact.user.id())
        .put("email_address", artifact.user.email());
    json.putArray("versions").add("v1");
    return json;
  }

  /** After the deletion has begun the content is served for a while. */
  SimulatedResponse content(String id) {
    var artifact = tenant.find("code_artifact", id).orElseThrow(SimulatedCode::notFound);
    if (artifact.deleted) {
      artifact.readsLeft--;
    }
    return SimulatedFiles.content(artifact, "site of " + artifact.user.name() + ".html");
  }

  /** 200 once; the content goes later, and a repeated deletion is a 404 meanwhile. */
  SimulatedResponse delete(SimulatedCall call, String id) {
    var artifact = tenant.living("code_artifact", id).orElseThrow(SimulatedCode::notFound);
    tenant.delete(artifact, call);
    return ok(SimulatedChats.deleted(id, "code_artifact_deleted"));
  }

  private static SimulatedCall.Refused notFound() {
    return SimulatedCall.notFound("Artifact not found.");
  }
}
