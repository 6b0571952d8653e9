package dev.writ.vendor.chatgptenterprise;

import dev.writ.vendor.sandbox.Backup;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.VendorObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A stateful workspace of ChatGPT Enterprise, written from the documents: conversations can be
 * deleted and neither listed nor read, memories have no paging, {@code delete_and_disable} deletes
 * no memory, removing a member leaves the content, log files come by a signed link and repeat
 * events, and a path with {@code ..} is resolved as servers do, which makes of one member's route
 * the whole workspace's.
 *
 * <p>Automations and memories are seen in their lists alone, so that HIDES_FROM_LIST hides them
 * altogether.
 */
public final class ChatGptEnterpriseSimulator implements VendorSimulator {
  static final String WORKSPACE = "11111111-2222-4333-8444-555555555555";

  private static final String KEY = "sandbox-chatgpt-admin-key";
  private static final Pattern ROOT = Pattern.compile("/v1/compliance/workspaces/([^/]+)(/.*)");
  private static final Pattern MEMBER =
      Pattern.compile("/v1/manage/workspaces/([^/]+)/users/([^/]+)");

  private final SimulatedWorkspace workspace;
  private final SimulatedRoutes routes;
  private final SimulatedLogs logs;
  private boolean keyDeleted;

  public ChatGptEnterpriseSimulator() {
    this(InstantSource.system(), SimulatedPages.Dialect.AFTER);
  }

  ChatGptEnterpriseSimulator(InstantSource clock, SimulatedPages.Dialect users) {
    workspace = new SimulatedWorkspace(clock);
    logs = new SimulatedLogs(workspace.opened());
    routes = new SimulatedRoutes(workspace, users);
    SimulatedPlanting.addOwner(workspace);
  }

  @Override
  public String vendor() {
    return "chatgpt-enterprise";
  }

  @Override
  public String basePath() {
    return "/v1";
  }

  @Override
  public Map<String, String> credentials() {
    return Map.of(ChatGptEnterpriseAdapter.CREDENTIAL, KEY);
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("workspaceId", WORKSPACE);
  }

  @Override
  public synchronized boolean uses(Backup backup) {
    workspace.use(backup);
    return true;
  }

  @Override
  public synchronized void reset() {
    workspace.reset();
    logs.reset();
    keyDeleted = false;
    SimulatedPlanting.addOwner(workspace);
  }

  @Override
  public synchronized List<VendorObject> plant(SandboxPerson person) {
    var planting = new SimulatedPlanting(workspace, WORKSPACE, person);
    planting.plant(logs);
    return planting.ledger();
  }

  /** The person becomes a member again, with all that was left behind. */
  synchronized void admitAgain(SandboxPerson person) {
    new SimulatedPlanting(workspace, WORKSPACE, person).addMember();
  }

  /** An owner has deleted the key in the Admin Console. */
  synchronized void deleteKey() {
    keyDeleted = true;
  }

  /** A human has removed it in the workspace's administration. */
  @Override
  public synchronized void byHand(VendorObject object) {
    var shelf = ChatGptKind.of(object.kind()).map(ChatGptKind::list).orElse("");
    var item = workspace.find(shelf, object.id());
    if (item != null) {
      workspace.delete(item, Set.of());
    }
  }

  /** Shares the person's projects with another member. */
  synchronized void share(SandboxPerson person, SandboxPerson with) {
    var other = Map.of("id", SimulatedPlanting.user(with), "email", with.email());
    workspace
        .all()
        .filter(item -> item.person.equals(person.key()) && item.shelf.equals("projects"))
        .forEach(item -> item.content.put("shared_users", List.of(other)));
  }

  /** Events name their author by the user id alone from now on. */
  synchronized void logWithoutAddresses() {
    logs.withoutAddresses();
  }

  /** Closes a further log file with these events. */
  synchronized void log(List<Map<String, Object>> events) {
    logs.write("CONVERSATION_MESSAGE", events);
  }

  /** For whom memory was switched off; empty for the whole workspace. */
  synchronized List<String> withoutMemory() {
    return workspace.withoutMemory();
  }

  /** A member's memories count as one. */
  @Override
  public synchronized int held(SandboxPerson person) {
    workspace.catchUp();
    return (int)
        workspace
            .all()
            .filter(item -> item.person.equals(person.key()) && !item.deleted)
            .map(item -> item.shelf.equals("memories") ? item.shelf : item.shelf + " " + item.id)
            .distinct()
            .count();
  }

  /**
   * Memories and automations are looked at in their lists, recordings in a list and by their
   * transcript, and conversations not at all: none has a read that is about one of them alone, by
   * which a repeated erase could be judged.
   */
  @Override
  public Optional<String> objectOf(SimulatedRequest request) {
    var path = request.path();
    return path.contains("/memories/")
            || path.contains("/automations")
            || path.contains("/recordings")
            || path.contains("/conversations/")
            || path.startsWith(SimulatedLogs.STORE)
        ? Optional.empty()
        : Optional.of(path);
  }

  @Override
  public synchronized SimulatedResponse answer(
      SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    if (request.path().startsWith(SimulatedLogs.STORE)) {
      return logs.download(request);
    }
    if (keyDeleted || !("Bearer " + KEY).equals(request.headers().get("authorization"))) {
      return error(401);
    }
    workspace.catchUp();
    var path = resolved(request.path());
    var member = MEMBER.matcher(path);
    if (member.matches()) {
      return member.group(1).equals(WORKSPACE)
          ? manage(member.group(2), request, misbehaviours)
          : error(403);
    }
    var root = ROOT.matcher(path);
    if (!root.matches()) {
      return error(404);
    }
    if (!root.group(1).equals(WORKSPACE)) {
      return error(403);
    }
    return below(List.of(root.group(2).substring(1).split("/")), request, misbehaviours);
  }

  private SimulatedResponse below(
      List<String> words, SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    if (words.getFirst().equals("logs") && request.method().equals("GET")) {
      return words.size() == 1
          ? logs.list(request)
          : logs.redirect(words.get(1), request, vendor());
    }
    if (words.equals(List.of("max_event_time"))) {
      return logs.freshness(request);
    }
    var answer = routes.answer(words, request, misbehaviours);
    if (answer == null) {
      return error(404);
    }
    if (request.method().equals("DELETE") && answer.status() < 300) {
      audit(request);
    }
    return answer;
  }

  /** Deletions are logged; which action they bear is not documented. */
  private void audit(SimulatedRequest request) {
    logs.write(
        "AUDIT_LOG",
        List.of(
            Map.of(
                "workspace_id",
                WORKSPACE,
                "actor",
                Map.of("type", "API_KEY"),
                "request",
                request.method() + " " + request.path())));
  }

  private SimulatedResponse manage(
      String user, SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    var member = workspace.find("users", user);
    if (member == null) {
      return error(404);
    }
    return switch (request.method()) {
      case "GET" -> SimulatedResponse.json(200, member.full());
      case "DELETE" -> {
        workspace.delete(member, misbehaviours);
        yield SimulatedResponse.empty(204);
      }
      default -> error(404);
    };
  }

  private static String resolved(String path) {
    var words = new ArrayList<String>();
    for (var word : path.substring(1).split("/")) {
      if (word.equals("..")) {
        if (!words.isEmpty()) {
          words.removeLast();
        }
      } else if (!word.equals(".")) {
        words.add(word);
      }
    }
    return "/" + String.join("/", words);
  }

  @Override
  public SimulatedResponse error(int status) {
    return refusal(
        status,
        switch (status) {
          case 401 -> "missing or invalid key";
          case 403 -> "the key lacks a scope or is not for this workspace";
          case 404 -> "not found";
          case 429 -> "too many requests";
          default -> "internal error";
        });
  }

  /** The form of errors is inferred: a client reads {@code error.message}. */
  static SimulatedResponse refusal(int status, String message) {
    var error = new LinkedHashMap<String, Object>();
    error.put("message", message);
    error.put("type", status == 429 ? "rate_limit_error" : "invalid_request_error");
    error.put("param", null);
    error.put("code", null);
    return SimulatedResponse.json(status, Map.of("error", error));
  }
}
