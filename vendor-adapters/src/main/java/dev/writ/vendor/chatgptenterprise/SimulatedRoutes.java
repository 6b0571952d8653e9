package dev.writ.vendor.chatgptenterprise;

import static dev.writ.vendor.chatgptenterprise.ChatGptEnterpriseSimulator.refusal;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The routes below one workspace, by the inventory of paths. What a DELETE answers is not
 * documented: here it is 204 without a body for some kinds and a body for others, so that nobody
 * can rely on either.
 */
final class SimulatedRoutes {
  private static final int MEMORIES_SHOWN = 50;
  private static final int USUAL = 20;

  /** Lists of a member that have paths of their own. */
  private static final Map<String, SimulatedPages> OF_USER =
      Map.of(
          "library_files", new SimulatedPages(SimulatedPages.Dialect.CURSOR, 200, 200),
          "canvases", new SimulatedPages(SimulatedPages.Dialect.CURSOR, USUAL, 100),
          "automations", new SimulatedPages(SimulatedPages.Dialect.AFTER, USUAL, 100),
          "recordings", new SimulatedPages(SimulatedPages.Dialect.CURSOR, USUAL, 100));

  private static final Map<String, SimulatedPages> OF_WORKSPACE =
      Map.of(
          "codex_tasks", new SimulatedPages(SimulatedPages.Dialect.CURSOR, 30, 30),
          "projects", new SimulatedPages(SimulatedPages.Dialect.AFTER, USUAL, 100),
          "gpts", new SimulatedPages(SimulatedPages.Dialect.AFTER, USUAL, 100));

  /** From the word before an id to the shelf, where it is read by its id. */
  private static final Map<String, String> READ_OF_USER =
      Map.of("library_files", "library_files", "files", "files", "canvas", "canvases");

  private static final Map<String, String> DELETED_OF_USER =
      Map.of(
          "library_files", "library_files",
          "files", "files",
          "canvas", "canvases",
          "automations", "automations",
          "recordings", "recordings",
          "conversations", "conversations");

  private final SimulatedWorkspace workspace;
  private final SimulatedPages users;

  SimulatedRoutes(SimulatedWorkspace workspace, SimulatedPages.Dialect users) {
    this.workspace = workspace;
    this.users = new SimulatedPages(users, 200, 200);
  }

  /**
   * Null where there is no such route.
   *
   * @param words the segments after the workspace
   */
  @Nullable SimulatedResponse answer(
      List<String> words, SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    var first = words.isEmpty() ? "" : words.getFirst();
    var method = request.method();
    if (words.size() >= 3 && first.equals("users")) {
      var user = words.get(1);
      return workspace.knows(user)
          ? ofUser(user, words.subList(2, words.size()), request, misbehaviours)
          : refusal(404, "user not found");
    }
    if (words.size() == 1 && method.equals("GET")) {
      return switch (first) {
        case "users" -> users.answer(workspace.listed("users"), request);
        case "memories" -> memories(workspace.listed("memories"));
        default -> {
          var pages = OF_WORKSPACE.get(first);
          yield pages == null ? null : pages.answer(workspace.listed(first), request);
        }
      };
    }
    if (method.equals("POST") && words.equals(List.of("memory", "delete_and_disable"))) {
      workspace.disableMemory("");
      return SimulatedResponse.json(
          202, Map.of("id", "memdel-1", "object", "memory.deletion", "status", "accepted"));
    }
    return ofWorkspace(words, method, misbehaviours);
  }

  private @Nullable SimulatedResponse ofWorkspace(
      List<String> words, String method, Set<Misbehaviour> misbehaviours) {
    if (words.size() == 2 && words.getFirst().equals("conversations") && method.equals("DELETE")) {
      return deleted(workspace.find("conversations", words.get(1)), misbehaviours);
    }
    if (words.isEmpty() || !OF_WORKSPACE.containsKey(words.getFirst())) {
      return null;
    }
    var item = words.size() < 2 ? null : workspace.find(words.getFirst(), words.get(1));
    if (words.size() == 2) {
      return switch (method) {
        case "GET" -> read(item);
        case "DELETE" -> deleted(item, misbehaviours);
        default -> null;
      };
    }
    boolean shared =
        words.size() == 3
            && words.get(2).equals("shared_users")
            && !words.getFirst().equals("codex_tasks")
            && method.equals("GET");
    return shared ? sharedUsers(item) : null;
  }

  private static SimulatedResponse sharedUsers(@Nullable SimulatedItem item) {
    if (item == null) {
      return refusal(404, "not found");
    }
    var rows = item.content.getOrDefault("shared_users", List.of());
    return SimulatedResponse.json(200, Map.of("object", "list", "data", rows, "has_more", false));
  }

  private @Nullable SimulatedResponse ofUser(
      String user, List<String> words, SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    var route = request.method() + " " + String.join("/", words);
    return switch (route) {
      case "GET memories" -> memories(workspace.listed("memories", user));
      case "GET memories/about_you/summary" -> summary(user);
      case "POST memory/delete_and_disable" -> {
        workspace.disableMemory(user);
        yield SimulatedResponse.json(
            200, Map.of("id", user, "object", "memory.deletion", "status", "completed"));
      }
      default ->
          request.method().equals("GET")
              ? readOfUser(user, words, request)
              : request.method().equals("DELETE") ? deleteOfUser(user, words, misbehaviours) : null;
    };
  }

  private @Nullable SimulatedResponse readOfUser(
      String user, List<String> words, SimulatedRequest request) {
    var first = words.getFirst();
    var pages = OF_USER.get(first);
    if (words.size() == 1) {
      return pages == null ? null : pages.answer(workspace.listed(first, user), request);
    }
    if (words.size() == 3 && first.equals("recordings") && words.get(2).equals("transcript")) {
      var recording = workspace.find("recordings", user, words.get(1));
      return recording == null
          ? refusal(404, "not found")
          : SimulatedResponse.json(200, recording.content);
    }
    var shelf = READ_OF_USER.get(first);
    return words.size() != 2 || shelf == null
        ? null
        : read(workspace.find(shelf, user, words.get(1)));
  }

  private @Nullable SimulatedResponse deleteOfUser(
      String user, List<String> words, Set<Misbehaviour> misbehaviours) {
    if (words.size() == 4
        && words.getFirst().equals("memory_contexts")
        && words.get(2).equals("memories")) {
      var memory = workspace.find("memories", user, words.get(3));
      boolean there = memory != null && words.get(1).equals(context(user));
      return deleted(there ? memory : null, misbehaviours);
    }
    var shelf = DELETED_OF_USER.get(words.getFirst());
    return words.size() != 2 || shelf == null
        ? null
        : deleted(workspace.find(shelf, user, words.get(1)), misbehaviours);
  }

  private static SimulatedResponse read(@Nullable SimulatedItem item) {
    return item == null ? refusal(404, "not found") : SimulatedResponse.json(200, item.full());
  }

  private SimulatedResponse deleted(@Nullable SimulatedItem item, Set<Misbehaviour> misbehaviours) {
    if (item == null) {
      return refusal(404, "not found");
    }
    workspace.delete(item, misbehaviours);
    return item.shelf.equals("memories") || item.shelf.equals("gpts")
        ? SimulatedResponse.json(200, Map.of("id", item.id, "deleted", true))
        : SimulatedResponse.empty(204);
  }

  /** No parameter pages this list. */
  private static SimulatedResponse memories(List<SimulatedItem> found) {
    var shown = found.subList(0, Math.min(MEMORIES_SHOWN, found.size()));
    var byUser = new LinkedHashMap<String, List<Map<String, Object>>>();
    for (var memory : shown) {
      byUser.computeIfAbsent(memory.user, u -> new ArrayList<>()).add(memory.row);
    }
    var data = new ArrayList<Map<String, Object>>();
    byUser.forEach(
        (user, entries) ->
            data.add(
                Map.of(
                    "id",
                    user,
                    "memory_contexts",
                    List.of(Map.of("id", context(user), "memory_entries", entries)))));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("data", data);
    answer.put("has_more", shown.size() < found.size());
    answer.put("last_id", shown.isEmpty() ? null : shown.getLast().id);
    return SimulatedResponse.json(200, answer);
  }

  private SimulatedResponse summary(String user) {
    var memories = workspace.listed("memories", user);
    return memories.isEmpty()
        ? refusal(404, "not found")
        : SimulatedResponse.json(
            200, Map.of("summary", "In short: " + memories.getFirst().row.get("content")));
  }

  private static String context(String user) {
    return "mc-" + user;
  }
}
