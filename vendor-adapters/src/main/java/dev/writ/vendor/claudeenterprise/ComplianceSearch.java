package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.claudeenterprise.ComplianceAnswers.id;
import static dev.writ.vendor.claudeenterprise.ComplianceAnswers.text;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorObject;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** One search for a person: the lists by user id, what those lead to, and what the ledger names. */
final class ComplianceSearch {
  /** The documented most of user ids in one call to the chats and to the remote sessions. */
  private static final int USERS_AT_ONCE = 10;

  private static final int ROWS = 100;

  private final ComplianceAccount account;
  private final ClaudeEnterpriseSettings settings;
  private final ComplianceLook look;
  private final ComplianceParts parts;
  private final Map<ComplianceKind, Map<String, VendorObject>> objects =
      new EnumMap<>(ComplianceKind.class);

  ComplianceSearch(ComplianceAccount account, ClaudeEnterpriseSettings settings) {
    this.account = account;
    this.settings = settings;
    this.look = new ComplianceLook(account);
    this.parts = new ComplianceParts(account);
  }

  Location locate(Subject subject) {
    var users = new ComplianceDirectory(account, settings).users(subject);
    var ids = List.copyOf(users.ids());
    for (int from = 0; from < ids.size(); from += USERS_AT_ONCE) {
      addLists(Set.copyOf(ids.subList(from, Math.min(from + USERS_AT_ONCE, ids.size()))));
    }
    if (!ids.isEmpty()) {
      addLocalSessions(users.ids());
    }
    subject.ledgered().forEach(this::addLedgered);
    return new Location(
        objects.values().stream().flatMap(byId -> byId.values().stream()).toList(),
        users.ambiguous());
  }

  private void addLists(Set<String> users) {
    account
        .lists()
        .byCursor(
            "apps/chats",
            query(users, true),
            "data",
            page -> {},
            row -> {
              if (ours(row, users)) {
                addChat(id(row, "id"));
              }
            });
    account
        .lists()
        .byToken(
            "apps/projects",
            query(users, false),
            row -> {
              if (ours(row, users)) {
                addProject(id(row, "id"));
              }
            });
    account
        .lists()
        .byToken(
            "apps/code/artifacts",
            query(users, true),
            row -> {
              if (ours(row, users)) {
                add(ComplianceKind.CODE_ARTIFACT, id(row, "id"), "");
              }
            });
    account
        .lists()
        .byToken(
            "apps/sessions/remote",
            query(users, true),
            row -> {
              if (ours(row, users)) {
                add(ComplianceKind.REMOTE_SESSION, id(row, "id"), owner(row));
              }
            });
  }

  private Map<String, Object> query(Set<String> users, boolean byOrganization) {
    var query = new LinkedHashMap<String, Object>();
    query.put("limit", ROWS);
    query.put("user_ids[]", users.stream().sorted().toList());
    if (byOrganization) {
      settings.organization().ifPresent(uuid -> query.put("organization_ids[]", List.of(uuid)));
    }
    return query;
  }

  /**
   * A row of another user means that the filter was ignored. One that names no user is the person's
   * by the filter: the owner is null once the account is gone. One elsewhere is not asked for.
   */
  private boolean ours(JsonNode row, Set<String> users) {
    var owner = owner(row);
    require(owner.isEmpty() || users.contains(owner));
    return settings.includes(row);
  }

  private static String owner(JsonNode row) {
    return text(row.path("user"), "id");
  }

  /**
   * The list has no user filter; where an organization has no local sessions at all, it is 404 from
   * its first page on.
   */
  private void addLocalSessions(Set<String> users) {
    if (!look.hasLocalSessions()) {
      return;
    }
    account
        .lists()
        .byToken(
            "apps/sessions/local",
            Map.of("limit", 500),
            row -> {
              if (users.contains(owner(row)) && settings.includes(row)) {
                add(ComplianceKind.LOCAL_SESSION, id(row, "id"), "");
              }
            });
  }

  private void addChat(String chat) {
    parts
        .ofChat(chat)
        .ifPresent(
            found -> {
              add(ComplianceKind.CHAT, chat, "");
              found.forEach(this::addPart);
            });
  }

  private void addPart(VendorObject part) {
    add(ComplianceKind.of(part), part.id(), part.parent());
  }

  private void addProject(String project) {
    parts
        .ofProject(project)
        .ifPresent(
            found -> {
              found.forEach(this::addPart);
              add(ComplianceKind.PROJECT, project, "");
            });
  }

  /** What the ledger names and is there; a chat or project leads on to what is in it. */
  private void addLedgered(VendorObject entry) {
    var kind = ComplianceKind.of(entry);
    switch (kind) {
      case CHAT -> addChat(entry.id());
      case PROJECT -> addProject(entry.id());
      default -> {
        if (look.at(kind, entry) instanceof Presence.Present) {
          add(kind, entry.id(), entry.parent());
        }
      }
    }
  }

  private void add(ComplianceKind kind, String id, String parent) {
    objects
        .computeIfAbsent(kind, any -> new LinkedHashMap<>())
        .putIfAbsent(id, kind.object(id, parent));
  }
}
