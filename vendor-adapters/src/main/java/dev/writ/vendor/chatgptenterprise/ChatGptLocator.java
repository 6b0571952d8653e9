package dev.writ.vendor.chatgptenterprise;

import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.isId;
import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.requiredId;
import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.text;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorObject;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One search for a person: the members that the identifiers and the ledger name, what their lists
 * show, what the workspace's lists show as theirs, and what the ledger knows. A member who was
 * removed stands in no list of members, and what is left is found by the user id alone.
 */
final class ChatGptLocator {
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,255}");

  private final ChatGptWorkspace workspace;
  private final Map<ChatGptKind, Set<VendorObject>> objects = new EnumMap<>(ChatGptKind.class);

  /** Members to whom an address leads, and to nobody else. */
  private final Set<String> byAddress = new LinkedHashSet<>();

  ChatGptLocator(ChatGptWorkspace workspace) {
    this.workspace = workspace;
  }

  Location locate(Subject subject) {
    var emails =
        subject
            .values(Identifier.Type.EMAIL)
            .map(ChatGptLocator::normal)
            .filter(email -> ADDRESS.matcher(email).matches())
            .collect(Collectors.toSet());
    var users =
        subject
            .values(Identifier.Type.VENDOR_USER_ID)
            .map(String::strip)
            .filter(ChatGptAnswers::isId)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    var ledgered = ledgeredUsers(subject);
    // An address that leads to another id than the known ones may have been given to a newcomer.
    var filed = Set.copyOf(users);
    var known = new HashSet<>(filed);
    known.addAll(ledgered);
    boolean ambiguous = false;
    if (!emails.isEmpty() || !users.isEmpty() || !ledgered.isEmpty()) {
      ambiguous = addMembers(emails, users, ledgered);
    }
    // A user id that nothing but the ledger gives is for a second pair of eyes.
    ambiguous |= !users.containsAll(ledgered);
    users.addAll(ledgered);
    users.forEach(this::addOfUser);
    if (!users.isEmpty()) {
      addOwned(ChatGptKind.CODEX_TASK, "created_by_id", users, Set.of());
      addOwned(ChatGptKind.PROJECT, "owner_id", users, emails);
      addOwned(ChatGptKind.GPT, "owner_id", users, emails);
    }
    addLedgered(subject);
    var found = objects.values().stream().flatMap(Set::stream).toList();
    return known.isEmpty() || known.containsAll(byAddress)
        ? new Location(found, ambiguous, learnt(filed))
        : new Location(found, true);
  }

  /** The id stays when the address is changed: what was logged before bears another address. */
  private List<Identifier> learnt(Set<String> filed) {
    return byAddress.stream()
        .filter(user -> !filed.contains(user))
        .map(user -> new Identifier(Identifier.Type.VENDOR_USER_ID, user))
        .toList();
  }

  private static Set<String> ledgeredUsers(Subject subject) {
    var users = new LinkedHashSet<String>();
    for (var object : subject.ledgered()) {
      var kind = ChatGptObjects.requireKind(object);
      if (kind == ChatGptKind.MEMBER || kind == ChatGptKind.MEMORIES) {
        users.add(object.id());
      } else if (!object.parent().isEmpty()) {
        users.add(object.parent());
      }
    }
    return users;
  }

  /**
   * Adds to the users whom the addresses lead to.
   *
   * @return whether one address leads to several
   */
  private boolean addMembers(Set<String> emails, Set<String> users, Set<String> ledgered) {
    var wanted = new HashSet<>(users);
    wanted.addAll(ledgered);
    var matched = new HashMap<String, Set<String>>();
    workspace.each(
        ChatGptKind.MEMBER,
        row -> {
          var id = requiredId(row);
          var email = normal(text(row, "email"));
          if (emails.contains(email)) {
            matched.computeIfAbsent(email, e -> new LinkedHashSet<>()).add(id);
          }
          if (emails.contains(email) || wanted.contains(id)) {
            add(ChatGptKind.MEMBER, id, "");
          }
        });
    matched.values().forEach(users::addAll);
    matched.values().stream().filter(ids -> ids.size() == 1).forEach(byAddress::addAll);
    return matched.values().stream().anyMatch(ids -> ids.size() > 1);
  }

  private static String normal(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  private void addOfUser(String user) {
    for (var kind : ChatGptKind.values()) {
      if (kind.ofUser() && !kind.list().isEmpty()) {
        workspace.each(kind, user, row -> add(kind, ChatGptWorkspace.rowId(row), user));
      }
    }
    if (!workspace.memories(user).entries().isEmpty()) {
      add(ChatGptKind.MEMORIES, user, "");
    }
  }

  /** No filter exists: every row of the workspace is looked at. */
  private void addOwned(
      ChatGptKind kind, String ownerField, Set<String> users, Set<String> emails) {
    workspace.each(
        kind,
        row -> {
          if (owned(row, ownerField, users, emails)) {
            add(kind, requiredId(row), "");
          }
        });
  }

  private static boolean owned(
      JsonNode row, String ownerField, Set<String> users, Set<String> emails) {
    require(row.has(ownerField) || (!emails.isEmpty() && row.has("owner_email")));
    var owner = text(row, ownerField);
    return owner.isEmpty()
        ? emails.contains(normal(text(row, "owner_email")))
        : users.contains(owner);
  }

  private void addLedgered(Subject subject) {
    var reader = new ChatGptObjects(workspace);
    for (var object : subject.ledgered()) {
      var kind = ChatGptObjects.requireKind(object);
      if (kind == ChatGptKind.CONVERSATION || reader.present(kind, object)) {
        add(kind, object.id(), object.parent());
      }
    }
  }

  private void add(ChatGptKind kind, String id, String parent) {
    require(isId(id));
    objects
        .computeIfAbsent(kind, k -> new LinkedHashSet<>())
        .add(new VendorObject(kind.word(), id, parent));
  }
}
