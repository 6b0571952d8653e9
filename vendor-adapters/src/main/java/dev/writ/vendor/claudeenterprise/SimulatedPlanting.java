package dev.writ.vendor.claudeenterprise;

import dev.writ.vendor.sandbox.SandboxPerson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a person's data: one of each kind first, then more of each in turn. */
final class SimulatedPlanting {
  private static final List<String> FIRST =
      List.of(
          "chat",
          "file",
          "generated_file",
          "artifact",
          "project",
          "project_document",
          "code_artifact",
          "remote_session",
          "local_session");
  private static final List<String> THEN =
      List.of(
          "chat",
          "file",
          "generated_file",
          "file",
          "artifact",
          "file",
          "artifact",
          "project",
          "file",
          "project_document",
          "project_document",
          "generated_file",
          "code_artifact",
          "code_artifact",
          "artifact",
          "remote_session",
          "remote_session",
          "local_session",
          "local_session",
          "generated_file");
  private static final int LONG_CHAT = 120;

  private final SimulatedTenant tenant;
  private final SandboxPerson person;
  private final SimulatedUser user;
  private @Nullable SimulatedObject chat;
  private @Nullable SimulatedObject project;

  SimulatedPlanting(SimulatedTenant tenant, SandboxPerson person) {
    this.tenant = tenant;
    this.person = person;
    this.user =
        tenant.join(person.key(), person.email(), person.name(), SimulatedTenant.ORGANIZATION);
  }

  void plant() {
    for (int i = 0; i < person.objects(); i++) {
      boolean first = i < FIRST.size();
      var kind = first ? FIRST.get(i) : THEN.get((i - FIRST.size()) % THEN.size());
      add(kind, !first);
    }
  }

  private void add(String kind, boolean further) {
    var object = tenant.make(kind, user);
    object.text = "A " + kind + " of " + person.name() + ", number " + object.made;
    switch (kind) {
      case "chat" -> addChat(object, further);
      case "file" -> attach(object, further);
      case "generated_file" -> {
        var message = within(object);
        message.generated.add(object.id);
      }
      case "artifact" -> {
        var message = within(object);
        message.artifacts.add(object.id);
      }
      case "project" -> {
        if (project == null) {
          project = object;
        }
      }
      case "project_document" -> object.project = project == null ? null : project.id;
      default -> talk(object, 2);
    }
  }

  /** Further chats belong to the project, which cannot be deleted before them. */
  private void addChat(SimulatedObject object, boolean further) {
    talk(object, chat != null || person.objects() < 1000 ? 2 : LONG_CHAT);
    if (further && project != null) {
      object.project = project.id;
    }
    chat = object;
  }

  private void talk(SimulatedObject object, int turns) {
    for (int turn = 0; turn < turns; turn++) {
      object.messages.add(
          new SimulatedMessage(
              "msg_" + object.id + "_" + turn,
              turn % 2 == 0 ? "user" : "assistant",
              object.text + ", turn " + turn));
    }
  }

  /** Every other further file is a project's. */
  private void attach(SimulatedObject file, boolean further) {
    if (further && project != null && file.made % 2 == 0) {
      file.project = project.id;
    } else {
      within(file).files.add(file.id);
    }
  }

  private SimulatedMessage within(SimulatedObject part) {
    var owner = chat;
    if (owner == null) {
      throw new IllegalStateException("a chat comes first");
    }
    part.chats.add(owner.id);
    return owner.messages.getLast();
  }
}
