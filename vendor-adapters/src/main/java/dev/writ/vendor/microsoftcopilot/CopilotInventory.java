package dev.writ.vendor.microsoftcopilot;

import static dev.writ.vendor.microsoftcopilot.GraphAnswers.requiredObjectId;
import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.microsoftcopilot.CopilotHistory.Sight;
import dev.writ.vendor.microsoftcopilot.GraphWire.User;
import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The histories of all users and of those deleted in the last 30 days, what they do not contain of
 * each, and, where the settings say so, their accounts at last. A page is one of the directory's; a
 * history that is empty is passed over, and one that is hidden is named, because it may hold
 * something.
 */
final class CopilotInventory implements Inventory {
  private final GraphAccess access;

  CopilotInventory(GraphAccess access) {
    this.access = access;
  }

  @Override
  public List<String> unlisted() {
    return List.of();
  }

  /** One page of the directory, whose histories may all be empty. */
  @Override
  public Page page(VendorConnection connection, String cursor) {
    var settings = MicrosoftCopilotSettings.of(connection);
    var at = InventoryCursor.of(cursor);
    var objects = new ArrayList<VendorObject>();
    at = read(connection, settings, at, objects);
    return new Page(objects, at.text());
  }

  private InventoryCursor read(
      VendorConnection connection,
      MicrosoftCopilotSettings settings,
      InventoryCursor at,
      List<VendorObject> into) {
    var links = new GraphLinks(connection);
    var api = access.client(DirectoryApi.class, connection);
    var page = users(api, links, at);
    var ids = answered(page.value()).stream().map(user -> requiredObjectId(user.id())).toList();
    int from = at.last().isEmpty() ? 0 : ids.indexOf(at.last()) + 1;
    if (from == 0 && !at.last().isEmpty()) {
      return at.again();
    }
    var fresh = ids.subList(from, ids.size());
    for (var id : fresh) {
      if (at.list().kind() != CopilotKind.INTERACTIONS || shown(connection, settings, at, id)) {
        into.add(at.list().kind().of(id));
      }
    }
    if (page.nextLink() == null) {
      return at.next(settings.leavesEverything() && settings.eraseAccount());
    }
    var next = links.checked(page.nextLink()).toString();
    require(!next.equals(at.link()));
    return fresh.isEmpty() ? at.to(next, "") : at.to(at.link(), fresh.getLast());
  }

  private static GraphWire.Page<User> users(
      DirectoryApi api, GraphLinks links, InventoryCursor at) {
    if (!at.link().isEmpty()) {
      URI link = links.checked(at.link());
      return answered(api.users(link));
    }
    return answered(
        at.list().deleted() ? api.deletedUsers(DirectoryApi.SELECTED) : api.everybody());
  }

  private boolean shown(
      VendorConnection connection,
      MicrosoftCopilotSettings settings,
      InventoryCursor at,
      String id) {
    var api = access.client(DirectoryApi.class, connection);
    return at.list().deleted()
        || new CopilotHistory(api, new GraphLinks(connection), settings).look(id) != Sight.EMPTY;
  }
}
