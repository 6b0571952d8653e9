package dev.writ.vendor.chatgptenterprise;

import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.VendorObject;
import java.util.HashSet;
import tools.jackson.databind.JsonNode;

/**
 * Erases single objects.
 *
 * @param eraseOwned whether what may serve others is erased without asking
 */
record ChatGptErasing(ChatGptWorkspace workspace, boolean eraseOwned) {

  /** Of any kind but a member. */
  Erasure erase(ChatGptKind kind, VendorObject object) {
    if (kind == ChatGptKind.MEMORIES) {
      return eraseMemories(object.id());
    }
    if (!eraseOwned && mayServeOthers(kind, object.id())) {
      return new Erasure.ByHand(ChatGptDescriptor.DECIDE_OWNED);
    }
    return outcome(workspace.delete(kind, object.parent(), object.id()));
  }

  /** Whether a GPT is published is not documented, so that each one may. */
  private boolean mayServeOthers(ChatGptKind kind, String id) {
    return switch (kind) {
      case GPT -> workspace.read(kind, "", id).isPresent();
      case PROJECT -> workspace.read(kind, "", id).filter(json -> shared(id, json)).isPresent();
      default -> false;
    };
  }

  /** What {@code sharing} says is unconfirmed, so that anything it says may mean others. */
  private boolean shared(String id, JsonNode project) {
    var sharing = project.path("sharing");
    boolean silent = sharing.isContainer() ? sharing.isEmpty() : sharing.asString("").isBlank();
    var owner = ChatGptAnswers.text(project, "owner_id");
    return !silent
        || workspace.sharedWith(id).stream()
            .anyMatch(user -> owner.isEmpty() || !user.equals(owner));
  }

  /**
   * The list may show only some of them, so that it is looked at again until it shows none that was
   * not asked to go. None is asked to go twice: one that stays is for the read to tell.
   */
  private Erasure eraseMemories(String user) {
    var asked = new HashSet<ChatGptWorkspace.Memory>();
    boolean claimed = false;
    while (true) {
      var shown = new HashSet<>(workspace.memories(user).entries().keySet());
      shown.removeAll(asked);
      if (shown.isEmpty()) {
        return outcome(claimed);
      }
      for (var memory : shown) {
        asked.add(memory);
        claimed |= workspace.deleteMemory(user, memory);
      }
    }
  }

  private static Erasure outcome(boolean wasThere) {
    return wasThere ? new Erasure.Claimed() : new Erasure.AlreadyAbsent();
  }
}
