package dev.writ.vendor.chatgptenterprise;

import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.identified;
import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.isId;
import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.pages;
import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.requiredId;
import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.rows;
import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.text;
import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.require;
import static dev.writ.vendor.spi.Answers.unlessGone;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The routes of one workspace, with their pages walked and their answers looked at. */
record ChatGptWorkspace(ChatGptApi api, String id) {
  /** Within what both dialects of paging are known to allow. */
  private static final Map<String, String> USERS = Map.of("limit", "100");

  /** The default and the most. */
  private static final Map<String, String> CODEX = Map.of("limit", "30");

  /** One memory, as it is addressed. */
  record Memory(String context, String id) {}

  /**
   * What the list of memories shows.
   *
   * @param entries by their address
   * @param more whether there are more than the list shows, and no parameter leads to them
   */
  record Memories(Map<Memory, JsonNode> entries, boolean more) {
    /** The content is the person's. */
    @Override
    public String toString() {
      return entries.size() + " memories";
    }
  }

  /** Every row of {@code users}, {@code codex_tasks}, {@code projects} or {@code gpts}. */
  void each(ChatGptKind kind, Consumer<JsonNode> row) {
    pages(first(kind), page -> Optional.of(answered(api.list(id, kind.list(), page))), row);
  }

  /** Every row of a member's list; an unknown member has none. */
  void each(ChatGptKind kind, String user, Consumer<JsonNode> row) {
    pages(Map.of(), page -> unlessGone(() -> api.listOfUser(id, user, kind.list(), page)), row);
  }

  /** Whether a member's list is there, be it empty. */
  boolean showsList(ChatGptKind kind, String user) {
    return unlessGone(() -> api.listOfUser(id, user, kind.list(), Map.of())).isPresent();
  }

  boolean showsMemories(String user) {
    return unlessGone(() -> api.memories(id, user)).isPresent();
  }

  /** Whether the list can be read and shows something. */
  boolean probe(ChatGptKind kind) {
    return !rows(answered(api.list(id, kind.list(), first(kind)))).isEmpty();
  }

  /**
   * One page of a list; empty where an unknown member has none.
   *
   * @param user whose list it is, or empty for the workspace's
   * @param position where the page begins; empty at the first
   */
  Optional<JsonNode> page(ChatGptKind kind, String user, Map<String, String> position) {
    var query = new LinkedHashMap<>(first(kind));
    query.putAll(position);
    return user.isEmpty()
        ? Optional.of(answered(api.list(id, kind.list(), query)))
        : unlessGone(() -> api.listOfUser(id, user, kind.list(), query));
  }

  private static Map<String, String> first(ChatGptKind kind) {
    return switch (kind) {
      case MEMBER -> USERS;
      case CODEX_TASK -> CODEX;
      default -> Map.of();
    };
  }

  /** A canvas's id is called by the path's word where its row has no other. */
  static String rowId(JsonNode row) {
    var textdoc = text(row, "textdoc_id");
    if (!row.has("id") && isId(textdoc)) {
      return textdoc;
    }
    return requiredId(row);
  }

  /** The object's row in its list. */
  Optional<JsonNode> listed(ChatGptKind kind, String user, String object) {
    var found = new ArrayList<JsonNode>();
    Consumer<JsonNode> row =
        json -> {
          if (rowId(json).equals(object)) {
            found.add(json);
          }
        };
    if (kind.ofUser()) {
      each(kind, user, row);
    } else {
      each(kind, row);
    }
    return found.stream().findFirst();
  }

  /** The object by its id. */
  Optional<JsonNode> read(ChatGptKind kind, String user, String object) {
    return unlessGone(
            () ->
                kind.ofUser()
                    ? api.readOfUser(id, user, kind.one(), object)
                    : api.read(id, kind.one(), object))
        .map(json -> identified(json, object));
  }

  /** Whether it was there; any success is the vendor's claim, and its body is not read. */
  boolean delete(ChatGptKind kind, String user, String object) {
    return unlessGone(
            () ->
                user.isEmpty()
                    ? api.delete(id, kind.one(), object)
                    : api.deleteOfUser(id, user, kind.one(), object))
        .isPresent();
  }

  /** Whom a project that is there is shared with, whatever the rows call them. */
  List<String> sharedWith(String project) {
    var users = new ArrayList<String>();
    pages(
        Map.of(),
        page -> Optional.of(answered(api.sharedUsers(id, project, page))),
        row -> users.add(row.has("user_id") ? text(row, "user_id") : text(row, "id")));
    return users;
  }

  Memories memories(String user) {
    var answer = unlessGone(() -> api.memories(id, user));
    var entries = new LinkedHashMap<Memory, JsonNode>();
    for (var row : answer.map(ChatGptAnswers::rows).orElse(List.of())) {
      for (var context : listIn(row, "memory_contexts")) {
        for (var entry : listIn(context, "memory_entries")) {
          entries.put(new Memory(requiredId(context), requiredId(entry)), entry);
        }
      }
    }
    var more = answer.map(ChatGptAnswers::more).orElse(false);
    require(!more || !entries.isEmpty());
    return new Memories(entries, more);
  }

  /** A row that has no such list may hold memories under another name. */
  private static JsonNode listIn(JsonNode row, String field) {
    require(row.path(field).isArray());
    return row.path(field);
  }

  boolean deleteMemory(String user, Memory memory) {
    return unlessGone(() -> api.deleteMemory(id, user, memory.context(), memory.id())).isPresent();
  }

  Optional<JsonNode> transcript(String user, String recording) {
    return unlessGone(() -> api.transcript(id, user, recording));
  }

  /** What ChatGPT has summed up about the member, where it has. */
  Optional<JsonNode> aboutYou(String user) {
    return unlessGone(() -> api.aboutYou(id, user)).filter(json -> !json.isEmpty());
  }
}
