package dev.writ.vendor.googleworkspace;

import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.googleworkspace.GoogleKind.Ids;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Where an inventory stands: kind, place in the list of accounts, and in an account the account and
 * the place in its list.
 *
 * @param account id of the account whose list is read, or empty between two
 */
record InventoryCursor(GoogleKind kind, ListPlace accounts, String account, ListPlace inside) {
  private static final int LONGEST = 2_000;

  static InventoryCursor at(GoogleKind kind) {
    return new InventoryCursor(kind, ListPlace.START, "", ListPlace.START);
  }

  InventoryCursor accounts(ListPlace place) {
    return new InventoryCursor(kind, place, "", ListPlace.START);
  }

  InventoryCursor inside(String id, ListPlace place) {
    return new InventoryCursor(kind, accounts, id, place);
  }

  /** At the next kind that leaving concerns; empty after the last. */
  Optional<InventoryCursor> next(GoogleWorkspaceSettings settings) {
    return Arrays.stream(GoogleKind.values())
        .filter(later -> later.compareTo(kind) > 0 && settings.leaves(later))
        .findFirst()
        .map(InventoryCursor::at);
  }

  /** A page token too long to be kept is malformed. */
  String text() {
    var text =
        VendorHttp.JSON.writeValueAsString(
            List.of(
                kind.name(),
                account,
                accounts.token(),
                accounts.last(),
                inside.token(),
                inside.last()));
    require(text.length() <= LONGEST);
    return text;
  }

  /** A text that is no cursor of ours is a REJECTED failure. */
  static InventoryCursor of(String text) {
    if (text.isEmpty()) {
      return at(GoogleKind.GEMINI);
    }
    try {
      var parts = VendorHttp.JSON.readTree(text);
      var account = parts.path(1).asString("");
      if (parts.size() != 6 || !(account.isEmpty() || Ids.USER.matcher(account).matches())) {
        throw rejected();
      }
      return new InventoryCursor(
          GoogleKind.valueOf(parts.path(0).asString("")),
          place(parts, 2),
          account,
          place(parts, 4));
    } catch (JacksonException | IllegalArgumentException unreadable) {
      throw rejected();
    }
  }

  private static ListPlace place(JsonNode parts, int at) {
    return new ListPlace(parts.path(at).asString(""), parts.path(at + 1).asString(""));
  }

  private static VendorFailure rejected() {
    return new VendorFailure(Kind.REJECTED, 0);
  }

  @Override
  public String toString() {
    return "InventoryCursor[" + kind + "]";
  }
}
