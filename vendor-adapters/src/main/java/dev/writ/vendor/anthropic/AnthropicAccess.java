package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.AnthropicAnswers.refused;
import static dev.writ.vendor.anthropic.AnthropicAnswers.requiredId;
import static dev.writ.vendor.anthropic.AnthropicAnswers.text;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.AccessRights;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Invites, members and API keys of the organization, as its admin key shows them: people first,
 * then keys, and the connection's own at the end. No call deletes a key: it is made inactive (Admin
 * API, update API key). A credential that no list shows is a right under the credential's own name,
 * and a human takes it away.
 */
final class AnthropicAccess implements AccessRights {
  static final String API_KEY = "api_key";
  static final String ADMIN_KEY = "admin_api_key";
  static final String WORKSPACE = "workspace";
  static final String MEMBER = "workspace_member";

  private static final String KEYS = "v1/organizations/api_keys";
  private static final String WORKSPACES = "v1/organizations/workspaces";
  private static final Map<String, Object> PAGE = Map.of("limit", 1000);
  private static final AccessRight UNLISTED_KEY =
      new AccessRight(API_KEY, AnthropicAccount.API_KEY, "", true);
  private static final AccessRight UNLISTED_ADMIN_KEY =
      new AccessRight(ADMIN_KEY, AnthropicAccount.ADMIN_KEY, "", true);

  @Override
  public List<AccessRight> list(VendorConnection connection) {
    var account = new AnthropicAccount(connection);
    if (!account.administers()) {
      return List.of(UNLISTED_KEY);
    }
    var keys = keys(account);
    var workspaces = workspaces(account, keys);
    var rights = new ArrayList<AccessRight>(people(account));
    workspaces.forEach(workspace -> rights.addAll(members(account, workspace.id())));
    keys.stream().filter(key -> !key.own()).forEach(rights::add);
    workspaces.stream().filter(workspace -> !workspace.own()).forEach(rights::add);
    keys.stream().filter(AccessRight::own).forEach(rights::add);
    if (keys.stream().noneMatch(AccessRight::own)) {
      rights.add(UNLISTED_KEY);
    }
    workspaces.stream().filter(AccessRight::own).forEach(rights::add);
    rights.add(UNLISTED_ADMIN_KEY);
    return List.copyOf(rights);
  }

  private static void rows(AnthropicAccount account, String path, Consumer<JsonNode> row) {
    account.pages(path, AnthropicPaging.CURSOR, PAGE, row);
  }

  /** Pending invites and members of the organization. */
  private static List<AccessRight> people(AnthropicAccount account) {
    var people = new ArrayList<AccessRight>();
    for (var kind : List.of(AnthropicKind.INVITE, AnthropicKind.USER)) {
      rows(
          account,
          kind.list(),
          row -> {
            if (kind == AnthropicKind.USER || text(row, "status").equals("pending")) {
              people.add(new AccessRight(kind.word(), requiredId(row), "", false));
            }
          });
    }
    return people;
  }

  private static List<AccessRight> keys(AnthropicAccount account) {
    var keys = new ArrayList<AccessRight>();
    rows(
        account,
        KEYS,
        row -> {
          require(!text(row, "status").isEmpty());
          if (text(row, "status").equals("active")) {
            boolean own = account.hintedAt(text(row, "partial_key_hint"));
            keys.add(new AccessRight(API_KEY, requiredId(row), text(row, "workspace_id"), own));
          }
        });
    return keys;
  }

  /** The one with the connection's own key is its own. */
  private static List<AccessRight> workspaces(AnthropicAccount account, List<AccessRight> keys) {
    var workspaces = new ArrayList<AccessRight>();
    rows(
        account,
        WORKSPACES,
        row -> {
          var id = requiredId(row);
          boolean own = keys.stream().anyMatch(key -> key.own() && key.scope().equals(id));
          if (text(row, "archived_at").isEmpty()) {
            workspaces.add(new AccessRight(WORKSPACE, id, "", own));
          }
        });
    return workspaces;
  }

  private static List<AccessRight> members(AnthropicAccount account, String workspace) {
    var members = new ArrayList<AccessRight>();
    rows(
        account,
        WORKSPACES + "/" + workspace + "/members",
        row -> {
          var user = text(row, "user_id");
          require(AnthropicKind.isId(user));
          members.add(new AccessRight(MEMBER, user, workspace, false));
        });
    return members;
  }

  @Override
  public Revocation revoke(VendorConnection connection, AccessRight right) {
    if (right.equals(UNLISTED_KEY)) {
      return new Revocation.ByHand(AnthropicPromises.REVOKE_API_KEY.code());
    }
    if (right.equals(UNLISTED_ADMIN_KEY)) {
      return new Revocation.ByHand(AnthropicPromises.REVOKE_ADMIN_KEY.code());
    }
    if (!AnthropicKind.isId(right.id())
        || !(right.scope().isEmpty() || AnthropicKind.isId(right.scope()))) {
      throw new VendorFailure(Kind.REJECTED, 0);
    }
    var account = new AnthropicAccount(connection).entitledTo(AnthropicKind.USER);
    return switch (right.kind()) {
      case "organization_invite" -> invite(account, AnthropicKind.INVITE.object(right.id()));
      case "organization_user" -> user(account, AnthropicKind.USER.object(right.id()));
      case MEMBER -> member(account, right);
      case API_KEY -> key(account, right.id());
      case WORKSPACE -> workspace(account, right.id());
      default -> throw new VendorFailure(Kind.REJECTED, 0);
    };
  }

  private static Revocation gone(boolean acted) {
    return acted ? new Revocation.Revoked() : new Revocation.AlreadyGone();
  }

  /** One that was accepted, has expired or was withdrawn opens nothing any more. */
  private static Revocation invite(AnthropicAccount account, VendorObject invite) {
    boolean pending =
        account
            .read(AnthropicKind.INVITE, invite)
            .filter(seen -> text(seen, "status").equals("pending"))
            .isPresent();
    return gone(pending && account.delete(AnthropicKind.INVITE, invite).isPresent());
  }

  /** Admins, and members that come from an identity provider, are removed by hand. */
  private static Revocation user(AnthropicAccount account, VendorObject user) {
    return unlessRefused(() -> gone(account.delete(AnthropicKind.USER, user).isPresent()));
  }

  private static Revocation unlessRefused(Supplier<Revocation> removal) {
    try {
      return removal.get();
    } catch (VendorFailure failure) {
      if (refused(failure)) {
        return new Revocation.ByHand(AnthropicDescriptor.REMOVE_MEMBER);
      }
      throw failure;
    }
  }

  private static Revocation member(AnthropicAccount account, AccessRight right) {
    var path = WORKSPACES + "/" + right.scope() + "/members/" + right.id();
    return unlessRefused(
        () -> {
          var answer = account.remove(path);
          answer.ifPresent(
              json ->
                  require(
                      text(json, "type").equals("workspace_member_deleted")
                          && text(json, "user_id").equals(right.id())
                          && text(json, "workspace_id").equals(right.scope())));
          return gone(answer.isPresent());
        });
  }

  private static Revocation key(AnthropicAccount account, String id) {
    var path = KEYS + "/" + id;
    boolean active =
        account
            .read(path, API_KEY, id)
            .filter(seen -> text(seen, "status").equals("active"))
            .isPresent();
    if (!active) {
      return gone(false);
    }
    var answer = account.act(path, Map.of("status", "inactive"));
    answer.ifPresent(
        json -> require(text(json, "id").equals(id) && text(json, "status").equals("inactive")));
    return gone(answer.isPresent());
  }

  private static Revocation workspace(AnthropicAccount account, String id) {
    var path = WORKSPACES + "/" + id;
    boolean open =
        account
            .read(path, WORKSPACE, id)
            .filter(seen -> text(seen, "archived_at").isEmpty())
            .isPresent();
    if (!open) {
      return gone(false);
    }
    var answer = account.act(path + "/archive", Map.of());
    answer.ifPresent(
        json -> require(text(json, "id").equals(id) && !text(json, "archived_at").isEmpty()));
    return gone(answer.isPresent());
  }

  @Override
  public Map<String, Probe> probe(VendorConnection connection) {
    var account = new AnthropicAccount(connection);
    var probes = new LinkedHashMap<String, Probe>();
    probes.put(AnthropicAccount.API_KEY, probed(() -> account.peek(AnthropicKind.FILE.list())));
    if (account.administers()) {
      probes.put(AnthropicAccount.ADMIN_KEY, probed(account::peekOrganization));
    }
    return Map.copyOf(probes);
  }

  private static Probe probed(Runnable read) {
    try {
      read.run();
      return Probe.OPEN;
    } catch (VendorFailure failure) {
      // A key that was never sent has been refused by nobody.
      return failure.status() == 401 || failure.status() == 403 ? Probe.REFUSED : Probe.UNCLEAR;
    }
  }
}
