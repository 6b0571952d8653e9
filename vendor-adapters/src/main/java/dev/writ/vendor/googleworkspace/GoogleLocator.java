package dev.writ.vendor.googleworkspace;

import static dev.writ.vendor.googleworkspace.GoogleAnswers.pages;

import dev.writ.vendor.googleworkspace.GoogleKind.Ids;
import dev.writ.vendor.googleworkspace.GooglePeople.Account;
import dev.writ.vendor.googleworkspace.GooglePeople.DeletedAccount;
import dev.writ.vendor.googleworkspace.ListPlace.Listed;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds a person's accounts in the Directory, and what the settings want of each; a deleted one
 * that could be restored counts, though nobody sees what lies in it.
 */
final class GoogleLocator {
  private final GoogleAccess access;
  private final GooglePeople people;
  private final GoogleReader reader;
  private final GoogleLists lists;

  GoogleLocator(GoogleAccess access) {
    this.access = access;
    this.people = new GooglePeople(access.directory());
    this.reader = new GoogleReader(access, people);
    this.lists = new GoogleLists(access);
  }

  Location locate(Subject subject) {
    var accounts = new LinkedHashMap<String, Account>();
    var addresses =
        subject
            .values(Identifier.Type.EMAIL)
            .filter(address -> GoogleWorkspaceSettings.ADDRESS.matcher(address).matches())
            .toList();
    var ids = ids(subject);
    if (addresses.isEmpty() && ids.isEmpty() && subject.ledgered().isEmpty()) {
      return new Location(List.of(), false);
    }
    var deleted = people.deleted();
    boolean ambiguous = false;
    for (var address : addresses) {
      var found = people.find(address);
      found.ifPresent(account -> accounts.putIfAbsent(account.id(), account));
      ambiguous |= found.isPresent() && !found.get().user().carries(address);
      ambiguous |= namesakes(address, deleted) + (found.isPresent() ? 1 : 0) > 1;
    }
    for (var id : ids) {
      people.find(id).ifPresent(account -> accounts.putIfAbsent(account.id(), account));
    }
    var objects = new LinkedHashSet<VendorObject>();
    accounts.values().forEach(account -> collect(account, objects));
    deleted.stream()
        .map(DeletedAccount::account)
        .filter(account -> ids.contains(account.id()) || carriesAny(account, addresses))
        .forEach(account -> whole(account, objects));
    ledgered(subject, objects);
    return new Location(ordered(objects), ambiguous);
  }

  /** An address is given to somebody new when the account that had it is deleted. */
  private static long namesakes(String address, List<DeletedAccount> deleted) {
    return deleted.stream().filter(account -> account.account().user().carries(address)).count();
  }

  private static boolean carriesAny(Account account, List<String> addresses) {
    return addresses.stream().anyMatch(account.user()::carries);
  }

  private static Set<String> ids(Subject subject) {
    var ids = new LinkedHashSet<String>();
    subject
        .values(Identifier.Type.VENDOR_USER_ID)
        .filter(id -> Ids.USER.matcher(id).matches())
        .forEach(ids::add);
    for (var object : subject.ledgered()) {
      GoogleKind.of(object)
          .filter(kind -> !kind.owned() && kind.wellFormed(object))
          .ifPresent(kind -> ids.add(object.id()));
    }
    return ids;
  }

  private void collect(Account account, Set<VendorObject> into) {
    for (var kind : GoogleKind.values()) {
      if (access.settings().wants(kind)) {
        switch (kind) {
          case GEMINI, SIDE_PANEL, ACCOUNT -> into.add(new VendorObject(kind.word(), account.id()));
          case MAIL, DRIVE_FILE, TOKEN -> list(kind, account, into);
        }
      }
    }
  }

  /** Without what lies in it: nobody acts as a deleted account, and it goes with it. */
  private void whole(Account account, Set<VendorObject> into) {
    for (var kind : GoogleKind.values()) {
      if (!kind.owned() && access.settings().wants(kind)) {
        into.add(new VendorObject(kind.word(), account.id()));
      }
    }
  }

  private void list(GoogleKind kind, Account account, Set<VendorObject> into) {
    pages(
        token -> lists.of(kind, account, token),
        Listed::next,
        page -> page.rows().forEach(id -> into.add(owned(kind, id, account))));
  }

  /** Of an account that was not found otherwise; what is out of sight is not known to be gone. */
  private void ledgered(Subject subject, Set<VendorObject> into) {
    for (var object : subject.ledgered()) {
      GoogleKind.of(object)
          .filter(kind -> kind.owned() && kind.wellFormed(object))
          .filter(kind -> access.settings().wants(kind) || ofDrill(kind, object))
          .filter(kind -> !into.contains(object))
          .filter(kind -> !(reader.look(kind, object) instanceof Presence.Absent))
          .ifPresent(kind -> into.add(object));
    }
  }

  private boolean ofDrill(GoogleKind kind, VendorObject object) {
    return people.ofDrill(kind, object, access.settings());
  }

  private static VendorObject owned(GoogleKind kind, String id, Account account) {
    return new VendorObject(kind.word(), id, account.id());
  }

  private static List<VendorObject> ordered(Set<VendorObject> objects) {
    var ordered = new ArrayList<>(objects);
    ordered.sort(Comparator.comparing(object -> GoogleKind.of(object).orElseThrow()));
    return ordered;
  }
}
