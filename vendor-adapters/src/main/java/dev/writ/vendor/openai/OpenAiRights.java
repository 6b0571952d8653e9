package dev.writ.vendor.openai;

import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.openai.OpenAiAccess.Right;
import dev.writ.vendor.spi.AccessRights.AccessRight;
import dev.writ.vendor.spi.VendorConnection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * One reading of who may act on the organization. A key is ours when its redacted value begins and
 * ends as ours does; where no admin key does, any of them may be ours.
 */
final class OpenAiRights {
  private static final String USERS = "organization/users";
  private static final String ADMIN_KEYS = "organization/admin_api_keys";

  private final OpenAiAccount admin;
  private final String key;
  private final String adminKey;
  private final List<AccessRight> found = new ArrayList<>();
  private final Set<String> owners = new LinkedHashSet<>();

  OpenAiRights(VendorConnection connection) {
    admin = OpenAiAccount.admin(connection);
    key = connection.require(OpenAiAdapter.CREDENTIAL);
    adminKey = connection.require(OpenAiAdapter.ADMIN_CREDENTIAL);
  }

  List<AccessRight> list() {
    rows(
        "organization/invites",
        row -> {
          if (!"accepted".equals(row.path("status").asString(""))) {
            add(Right.INVITE, row, "", false);
          }
        });
    var projects = new ArrayList<String>();
    rows("organization/projects", row -> projects.add(id(row)));
    projects.forEach(this::ofProject);
    adminKeys();
    rows(USERS, row -> add(owners.contains(id(row)) ? Right.OWNER : Right.USER, row, "", false));
    return found.stream()
        .sorted(Comparator.comparing(AccessRight::own).thenComparing(OpenAiRights::place))
        .toList();
  }

  private static Right place(AccessRight right) {
    return Right.of(right).orElseThrow();
  }

  /** A service account's key goes with its account and not alone. */
  private void ofProject(String project) {
    var path = "organization/projects/" + project;
    var ours = new LinkedHashSet<String>();
    // Without the word the list may leave out keys whose owner has lost access to the project.
    admin.pages(
        path + "/api_keys",
        OpenAiListing.PLAIN,
        Map.of("owner_project_access", "any"),
        row -> {
          boolean own = redacted(row, key);
          var account = row.path("owner").path("service_account").path("id").asString("");
          if (account.isEmpty()) {
            add(Right.PROJECT_API_KEY, row, project, own);
          } else if (own) {
            ours.add(account);
          }
        });
    rows(
        path + "/service_accounts",
        row -> add(Right.SERVICE_ACCOUNT, row, project, ours.contains(id(row))));
  }

  private void adminKeys() {
    var keys = new ArrayList<JsonNode>();
    rows(ADMIN_KEYS, keys::add);
    boolean known = keys.stream().anyMatch(row -> redacted(row, adminKey));
    for (var row : keys) {
      boolean own = !known || redacted(row, adminKey);
      add(Right.ADMIN_API_KEY, row, "", own);
      if (own) {
        owners.add(row.path("owner").path("id").asString(""));
      }
    }
  }

  /** {@code sk-abc...def}. */
  private static boolean redacted(JsonNode row, String secret) {
    var ends = row.path("redacted_value").asString("").split("\\.{2,}|\\*+|…", -1);
    return ends.length == 2
        && ends[0].length() + ends[1].length() >= 4
        && secret.startsWith(ends[0])
        && secret.endsWith(ends[1]);
  }

  private void rows(String path, Consumer<JsonNode> row) {
    admin.pages(path, OpenAiListing.PLAIN, Map.of(), row);
  }

  private void add(Right right, JsonNode row, String scope, boolean own) {
    var one = new AccessRight(right.word(), id(row), scope, own);
    require(Right.of(one).isPresent());
    found.add(one);
  }

  private static String id(JsonNode row) {
    var id = row.path("id").asString("");
    require(id.matches("[A-Za-z0-9_-]{1,512}"));
    return id;
  }
}
