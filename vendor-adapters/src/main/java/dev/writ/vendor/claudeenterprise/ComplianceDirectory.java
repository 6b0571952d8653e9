package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.claudeenterprise.ComplianceAnswers.text;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Who the person is in the organizations. The directory has no e-mail filter, so all of it is read
 * and compared; a removed user is not in it any more, while the user id goes on working.
 */
final class ComplianceDirectory {
  private static final Pattern USER = Pattern.compile("user_[A-Za-z0-9_-]{1,200}");
  private static final Pattern ORGANIZATION = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  private static final int MOST = 1000;

  private final ComplianceAccount account;
  private final ClaudeEnterpriseSettings settings;

  ComplianceDirectory(ComplianceAccount account, ClaudeEnterpriseSettings settings) {
    this.account = account;
    this.settings = settings;
  }

  /**
   * User ids of the person.
   *
   * @param ambiguous whether an address belongs to several users
   */
  record Users(Set<String> ids, boolean ambiguous) {}

  Users users(Subject subject) {
    var ids = new LinkedHashSet<String>();
    subject
        .values(Identifier.Type.VENDOR_USER_ID)
        .filter(id -> USER.matcher(id).matches())
        .forEach(ids::add);
    var wanted = new LinkedHashMap<String, Set<String>>();
    subject
        .values(Identifier.Type.EMAIL)
        .filter(mail -> mail.contains("@"))
        .forEach(mail -> wanted.put(folded(mail), new LinkedHashSet<>()));
    if (!wanted.isEmpty()) {
      organizations().forEach(organization -> match(organization, wanted));
    }
    wanted.values().forEach(ids::addAll);
    return new Users(ids, wanted.values().stream().anyMatch(matched -> matched.size() > 1));
  }

  private static String folded(String mail) {
    return mail.toLowerCase(Locale.ROOT);
  }

  List<String> organizations() {
    if (settings.organization().isPresent()) {
      return List.of(settings.organization().get());
    }
    var organizations = new ArrayList<String>();
    account
        .lists()
        .byToken(
            "organizations", Map.of("limit", MOST), row -> organizations.add(organization(row)));
    return organizations;
  }

  /** The path takes a uuid; the documents do not say how the rows of the list call it. */
  private static String organization(JsonNode row) {
    var uuid = text(row, "uuid").isEmpty() ? text(row, "id") : text(row, "uuid");
    require(ORGANIZATION.matcher(uuid).matches());
    return uuid;
  }

  private void match(String organization, Map<String, Set<String>> wanted) {
    account
        .lists()
        .byToken(
            path(organization),
            Map.of("limit", MOST),
            row -> {
              var matched = wanted.get(folded(text(row, "email")));
              if (matched != null) {
                var id = text(row, "id");
                require(USER.matcher(id).matches());
                matched.add(id);
              }
            });
  }

  static String path(String organization) {
    return "organizations/" + organization + "/users";
  }
}
