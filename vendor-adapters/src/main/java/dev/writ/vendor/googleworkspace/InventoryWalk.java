package dev.writ.vendor.googleworkspace;

import static dev.writ.vendor.googleworkspace.GoogleAnswers.listed;
import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.googleworkspace.GooglePeople.Account;
import dev.writ.vendor.googleworkspace.ListPlace.Listed;
import dev.writ.vendor.spi.Inventory.Page;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reading of one page of the inventory. */
final class InventoryWalk {
  private static final int ENOUGH = 500;
  private static final int MOST_LISTS = 60;

  private final GoogleAccess access;
  private final GoogleLists lists;
  private final List<VendorObject> objects = new ArrayList<>();
  private @Nullable InventoryCursor at;
  private int read;

  InventoryWalk(GoogleAccess access, InventoryCursor from) {
    this.access = access;
    this.lists = new GoogleLists(access);
    this.at = from;
  }

  Page page() {
    for (var from = at; from != null && !enough(); from = at) {
      if (from.account().isEmpty()) {
        accounts(from);
      } else {
        at = resumed(from);
      }
    }
    return new Page(objects, at == null ? "" : at.text());
  }

  /** An account that was deleted meanwhile has taken its list with it. */
  private InventoryCursor resumed(InventoryCursor from) {
    return new GooglePeople(access.directory())
        .find(from.account())
        .map(account -> inside(from, account))
        .orElseGet(() -> from.accounts(from.accounts()));
  }

  private boolean enough() {
    return objects.size() >= ENOUGH || read >= MOST_LISTS;
  }

  private void accounts(InventoryCursor from) {
    read++;
    var page = from.accounts().read(this::people, Account::id);
    for (var account : page.rows()) {
      var here = from.accounts(page.behind(account.id()));
      if (from.kind().owned()) {
        here = here.inside(account.id(), ListPlace.START);
        while (!here.account().isEmpty() && !enough()) {
          here = inside(here, account);
        }
        at = here;
        if (enough()) {
          return;
        }
      } else if (!ourselves(from.kind(), account)) {
        objects.add(new VendorObject(from.kind().word(), account.id()));
      }
    }
    at = page.end().map(from::accounts).or(() -> from.next(access.settings())).orElse(null);
  }

  private Listed<Account> people(@Nullable String token) {
    var page = answered(access.directory().users(token));
    require(page.users() != null || token != null);
    return new Listed<>(
        listed(page.users()).stream()
            .filter(user -> user.deletionTime() == null)
            .map(Account::new)
            .toList(),
        page.nextPageToken());
  }

  private boolean ourselves(GoogleKind kind, Account account) {
    return kind == GoogleKind.ACCOUNT && account.user().carries(access.settings().adminUser());
  }

  /** Behind the account when its list is done. */
  private InventoryCursor inside(InventoryCursor from, Account account) {
    read++;
    var kind = from.kind();
    var page = from.inside().read(token -> lists.of(kind, account, token), id -> id);
    page.rows().forEach(id -> objects.add(new VendorObject(kind.word(), id, account.id())));
    return page.end()
        .map(end -> from.inside(account.id(), end))
        .orElse(from.accounts(from.accounts()));
  }
}
