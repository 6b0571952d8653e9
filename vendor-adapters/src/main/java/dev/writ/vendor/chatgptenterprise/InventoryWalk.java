package dev.writ.vendor.chatgptenterprise;

import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.requiredId;

import dev.writ.vendor.chatgptenterprise.ListPlace.Reading;
import dev.writ.vendor.spi.Inventory.Page;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The reading of one page of the inventory. */
final class InventoryWalk {
  private static final int ENOUGH = 100;
  private static final int MOST_CALLS = 60;

  private final ChatGptWorkspace workspace;
  private final List<VendorObject> objects = new ArrayList<>();
  private @Nullable InventoryCursor at;
  private int calls;

  InventoryWalk(ChatGptWorkspace workspace, InventoryCursor from) {
    this.workspace = workspace;
    this.at = from;
  }

  Page page() {
    for (var from = at; from != null && !enough(); from = at) {
      if (!from.user().isEmpty()) {
        at = belowMember(from);
      } else if (from.kind().ofUser() || from.kind() == ChatGptKind.MEMORIES) {
        members(from);
      } else {
        at = list(from);
      }
    }
    return new Page(objects, at == null ? "" : at.text());
  }

  private boolean enough() {
    return objects.size() >= ENOUGH || calls >= MOST_CALLS;
  }

  private @Nullable InventoryCursor list(InventoryCursor from) {
    var read = read(from.outer(), from.kind(), "");
    read.rows().forEach(row -> add(from.kind(), ChatGptWorkspace.rowId(row), ""));
    return read.end().map(from::outer).or(from::next).orElse(null);
  }

  /** One member after the other, as long as there is time. */
  private void members(InventoryCursor from) {
    var read = read(from.outer(), ChatGptKind.MEMBER, "");
    for (var row : read.rows()) {
      var user = requiredId(row);
      var below = from.outer(read.behind(user)).inner(user, ListPlace.START);
      while (!below.user().isEmpty() && !enough()) {
        below = belowMember(below);
      }
      at = below;
      if (enough()) {
        return;
      }
    }
    at = read.end().map(from::outer).or(from::next).orElse(null);
  }

  /** Behind the member when the member's list is done. */
  private InventoryCursor belowMember(InventoryCursor from) {
    var user = from.user();
    var done = from.outer(from.outer());
    if (from.kind() == ChatGptKind.MEMORIES) {
      calls++;
      if (!workspace.memories(user).entries().isEmpty()) {
        add(from.kind(), user, "");
      }
      return done;
    }
    var read = read(from.inner(), from.kind(), user);
    read.rows().forEach(row -> add(from.kind(), ChatGptWorkspace.rowId(row), user));
    return read.end().map(end -> from.inner(user, end)).orElse(done);
  }

  private Reading read(ListPlace place, ChatGptKind kind, String user) {
    return place.read(position -> page(kind, user, position));
  }

  private Optional<JsonNode> page(ChatGptKind kind, String user, Map<String, String> position) {
    calls++;
    return workspace.page(kind, user, position);
  }

  private void add(ChatGptKind kind, String id, String parent) {
    objects.add(new VendorObject(kind.word(), id, parent));
  }
}
