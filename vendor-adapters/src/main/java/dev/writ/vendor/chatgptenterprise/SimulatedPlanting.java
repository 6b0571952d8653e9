package dev.writ.vendor.chatgptenterprise;

import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.spi.VendorObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes one person's content in a workspace, and the log file that tells of the conversations. */
final class SimulatedPlanting {
  private static final List<String> SHELVES =
      List.of(
          "conversations",
          "memories",
          "library_files",
          "canvases",
          "automations",
          "recordings",
          "codex_tasks",
          "projects",
          "gpts");

  private final SimulatedWorkspace workspace;
  private final String workspaceId;
  private final SandboxPerson person;
  private final String user;
  private final List<VendorObject> ledger = new ArrayList<>();
  private final List<Map<String, Object>> messages = new ArrayList<>();
  private int conversations;

  SimulatedPlanting(SimulatedWorkspace workspace, String workspaceId, SandboxPerson person) {
    this.workspace = workspace;
    this.workspaceId = workspaceId;
    this.person = person;
    this.user = user(person);
  }

  static String user(SandboxPerson person) {
    return "user-" + uuid(person, "member").replace("-", "").substring(0, 24);
  }

  private static String uuid(SandboxPerson person, String what) {
    var name = "chatgpt " + person.key() + " " + what;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Besides the member as many objects as the person has. */
  void plant(SimulatedLogs logs) {
    addMember();
    for (int i = 0; i < person.objects(); i++) {
      var shelf = SHELVES.get(i % SHELVES.size());
      switch (shelf) {
        case "conversations" -> addConversation(i);
        case "memories" -> {
          add(shelf, "mem-", i).row.put("content", text(i));
          add(shelf, "mem-", i + SHELVES.size() * person.objects()).row.put("content", text(i));
        }
        default -> addOther(shelf, i);
      }
    }
    if (!messages.isEmpty()) {
      logs.write("CONVERSATION_MESSAGE", messages);
    }
  }

  /** What the company's own apps know: the conversations, and what is attached to them. */
  List<VendorObject> ledger() {
    return List.copyOf(ledger);
  }

  /** A workspace is never without. */
  static void addOwner(SimulatedWorkspace workspace) {
    member(
        workspace,
        new SimulatedItem("users", "user-owner", "", "user-owner"),
        "workspace-owner@example.com",
        "Olga Owner",
        "account-owner");
  }

  void addMember() {
    member(
        workspace,
        new SimulatedItem("users", user, person.key(), user),
        person.email(),
        person.name(),
        "standard-user");
  }

  private static void member(
      SimulatedWorkspace workspace, SimulatedItem member, String email, String name, String role) {
    member.row.put("object", "compliance.workspace.user");
    member.row.put("email", email);
    member.row.put("name", name);
    member.row.put("role", role);
    member.row.put("status", "active");
    workspace.put(member);
  }

  private void addConversation(int i) {
    var talk = add("conversations", "", i);
    ledger.add(new VendorObject("conversation", talk.id, user));
    var files = new ArrayList<Map<String, Object>>();
    if (conversations++ % 5 == 0 && person.objects() > 2) {
      var file = add("files", "file-", i);
      file.row.put("name", "attachment " + i + ".txt");
      files.add(Map.of("id", file.id, "name", "attachment " + i + ".txt"));
      ledger.add(new VendorObject("file", file.id, user));
    }
    messages.add(message(talk.id, i, "user", files));
    messages.add(message(talk.id, i, "assistant", List.of()));
  }

  private Map<String, Object> message(
      String conversation, int i, String role, List<Map<String, Object>> files) {
    var event = new LinkedHashMap<String, Object>();
    event.put("workspace_id", workspaceId);
    event.put("user_id", user);
    event.put("user_email", person.email());
    event.put("conversation_id", conversation);
    event.put(
        "message",
        Map.of(
            "id", uuid(person, "message " + role + i),
            "author", Map.of("role", role),
            "content", Map.of("type", "text", "value", text(i)),
            "created_at", workspace.opened().getEpochSecond() + 0.5 + i,
            "files", Map.of("object", "list", "data", files, "has_more", false)));
    event.put("a_field_of_tomorrow", List.of(1, 2));
    return event;
  }

  private void addOther(String shelf, int i) {
    switch (shelf) {
      case "library_files" -> {
        var file = add(shelf, "libfile_", i);
        file.row.put("name", text(i) + ".pdf");
        file.row.put("mime_type", "application/pdf");
        file.row.put("state", "ready");
        file.row.put("trashed_at", null);
        file.row.put("is_project", false);
      }
      case "canvases" -> add(shelf, "", i).content.put("content", text(i));
      case "automations" -> add(shelf, "auto-", i).row.put("title", text(i));
      case "recordings" -> {
        var recording = add(shelf, "rec-", i);
        recording.row.put("title", text(i));
        recording.content.put("text", "Transcript. " + text(i));
      }
      case "codex_tasks" -> {
        var task = add(shelf, "task_e_", i);
        task.row.put("title", text(i));
        task.row.put("created_by_id", user);
      }
      default -> addOwned(shelf, i);
    }
  }

  private void addOwned(String shelf, int i) {
    var owned = add(shelf, shelf.equals("gpts") ? "g-" : "g-p-", i);
    owned.row.put("owner_id", user);
    owned.row.put("owner_email", person.email());
    if (shelf.equals("gpts")) {
      owned.row.put("builder_name", person.name());
    } else {
      owned.row.put("object", "compliance.workspace.project");
    }
    owned.row.put("latest_config", List.of(Map.of("instructions", text(i))));
  }

  private SimulatedItem add(String shelf, String prefix, int i) {
    var uuid = uuid(person, shelf + i);
    var id = prefix.isEmpty() ? uuid : prefix + uuid.replace("-", "");
    return workspace.put(new SimulatedItem(shelf, id, person.key(), user));
  }

  private String text(int i) {
    return "About " + person.name() + ", item " + i;
  }
}
