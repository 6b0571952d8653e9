package dev.writ.vendor.chatgptenterprise;

import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.isId;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Where an inventory stands: kind, place in the workspace's list, and below a member the member and
 * the place in the member's list.
 *
 * @param outer in the list of the kind, or of the members
 * @param user the member whose list is read, or empty between two
 */
record InventoryCursor(ChatGptKind kind, ListPlace outer, String user, ListPlace inner) {
  private static final int LONGEST = 2_000;

  static InventoryCursor at(ChatGptKind kind) {
    return new InventoryCursor(kind, ListPlace.START, "", ListPlace.START);
  }

  InventoryCursor outer(ListPlace place) {
    return new InventoryCursor(kind, place, "", ListPlace.START);
  }

  InventoryCursor inner(String member, ListPlace place) {
    return new InventoryCursor(kind, outer, member, place);
  }

  /** At the first list of the next kind that has one; empty after the last. */
  Optional<InventoryCursor> next() {
    return Arrays.stream(ChatGptKind.values())
        .filter(later -> later.compareTo(kind) > 0 && listed(later))
        .findFirst()
        .map(InventoryCursor::at);
  }

  static boolean listed(ChatGptKind kind) {
    return !kind.list().isEmpty() || kind == ChatGptKind.MEMORIES;
  }

  /** A vendor's position too long to be kept is malformed. */
  String text() {
    var parts =
        List.of(
            List.of(kind.name(), user),
            List.of(outer.position(), outer.last()),
            List.of(inner.position(), inner.last()));
    var text = VendorHttp.JSON.writeValueAsString(parts);
    require(text.length() <= LONGEST);
    return text;
  }

  /** A text that is no cursor of ours is a REJECTED failure. */
  static InventoryCursor of(String text) {
    if (text.isEmpty()) {
      return at(ChatGptKind.AUTOMATION);
    }
    try {
      var parts = VendorHttp.JSON.readTree(text);
      var kind = ChatGptKind.valueOf(parts.path(0).path(0).asString(""));
      var user = parts.path(0).path(1).asString("");
      if (!listed(kind) || !(user.isEmpty() || isId(user))) {
        throw rejected();
      }
      return new InventoryCursor(kind, place(parts.path(1)), user, place(parts.path(2)));
    } catch (JacksonException | IllegalArgumentException unreadable) {
      throw rejected();
    }
  }

  private static ListPlace place(JsonNode parts) {
    var position = parts.path(0);
    var last = parts.path(1).asString("");
    for (var name : List.of("after", "cursor")) {
      if (position.path(name).isString()) {
        return new ListPlace(Map.of(name, position.path(name).asString()), last);
      }
    }
    if (!position.isObject() || !position.isEmpty()) {
      throw rejected();
    }
    return new ListPlace(Map.of(), last);
  }

  private static VendorFailure rejected() {
    return new VendorFailure(Kind.REJECTED, 0);
  }

  @Override
  public String toString() {
    return "InventoryCursor[" + kind + "]";
  }
}
