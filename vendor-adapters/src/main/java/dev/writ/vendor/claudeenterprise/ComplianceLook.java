package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.claudeenterprise.ComplianceAnswers.text;
import static dev.writ.vendor.spi.Answers.require;
import static dev.writ.vendor.spi.Answers.unlessGone;

import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Looks at single objects by their id. */
final class ComplianceLook {
  /** Without the parameter the current content of a Claude Doc is not served. */
  private static final String CODE_CONTENT = "/content?multi_file_format=zip";

  private final ComplianceAccount account;

  ComplianceLook(ComplianceAccount account) {
    this.account = account;
  }

  Presence at(ComplianceKind kind, VendorObject object) {
    var id = object.id();
    var path = kind.path(id);
    return switch (kind) {
      case CHAT -> seen(account.find(path + "/messages", Map.of("limit", 1), "id", id));
      case FILE, GENERATED_FILE, PROJECT -> seen(account.find(path, "id", id));
      case ARTIFACT -> seen(account.find(path, "version_id", id));
      case PROJECT_DOCUMENT -> seen(account.find(path + "/metadata", "id", id));
      case CODE_ARTIFACT -> codeArtifact(id) ? Presence.PRESENT : Presence.ABSENT;
      case REMOTE_SESSION -> remoteSession(id, object.parent());
      case LOCAL_SESSION -> localSession(id);
    };
  }

  private static Presence seen(Optional<JsonNode> found) {
    return found.isPresent() ? Presence.PRESENT : Presence.ABSENT;
  }

  Optional<JsonNode> project(String id) {
    return account.find(ComplianceKind.PROJECT.path(id), "id", id);
  }

  /**
   * Follows a list of what belongs to a project; false when the project is gone. A 404 of the list
   * while the project stands tells nothing.
   */
  boolean within(String project, String list, ComplianceLists.Rows each) {
    boolean there =
        ComplianceLists.within(
            () ->
                account
                    .lists()
                    .byToken(
                        ComplianceKind.PROJECT.path(project) + list, Map.of("limit", 100), each));
    require(there || project(project).isEmpty());
    return there;
  }

  /** No call reads a Code artifact's description by id; its content is one. */
  boolean codeArtifact(String id) {
    var described =
        account.stream(
            codeContent(id), (status, headers, body) -> ComplianceContent.described(headers));
    described.filter(known -> !known).ifPresent(any -> assureVendor());
    return described.isPresent();
  }

  static String codeContent(String id) {
    return ComplianceKind.CODE_ARTIFACT.path(id) + CODE_CONTENT;
  }

  /**
   * A content without any of the documented headers may be anybody's page; it is believed when the
   * vendor answers otherwise as documented.
   */
  void assureVendor() {
    account.peek("organizations");
  }

  /** A session that is being provisioned has no messages yet, and is in the list all the same. */
  private Presence remoteSession(String id, String user) {
    var path = ComplianceKind.REMOTE_SESSION.path(id) + "/messages";
    var answer = unlessGone(() -> account.page(path, Map.of("limit", 1)));
    if (answer.isPresent()) {
      require(id.equals(text(answer.get().path("session"), "id")));
      return Presence.PRESENT;
    }
    var query = new LinkedHashMap<String, Object>();
    query.put("limit", 500);
    if (!user.isEmpty()) {
      query.put("user_ids[]", List.of(user));
    }
    var pending = new boolean[1];
    account
        .lists()
        .byToken(
            "apps/sessions/remote",
            query,
            row ->
                pending[0] |= id.equals(text(row, "id")) && "pending".equals(text(row, "status")));
    return pending[0] ? Presence.PRESENT : Presence.ABSENT;
  }

  /** The same 404 stands for an organization without local sessions, which the list tells. */
  private Presence localSession(String id) {
    if (account.find(ComplianceKind.LOCAL_SESSION.path(id), "id", id).isPresent()) {
      return Presence.PRESENT;
    }
    return hasLocalSessions()
        ? Presence.ABSENT
        : new Presence.Unobservable(
            "local sessions are not available to the organization, so that none can be looked at");
  }

  boolean hasLocalSessions() {
    return unlessGone(() -> account.peek("apps/sessions/local")).isPresent();
  }
}
