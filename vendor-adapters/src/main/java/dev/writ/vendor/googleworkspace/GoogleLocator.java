package dev.writ.vendor.googleworkspace;

import static dev.writ.vendor.googleworkspace.GoogleAnswers.answered;
import static dev.writ.vendor.googleworkspace.GoogleAnswers.listed;
import static dev.writ.vendor.googleworkspace.GoogleAnswers.pages;
import static dev.writ.vendor.googleworkspace.GoogleAnswers.require;
import static dev.writ.vendor.googleworkspace.GoogleAnswers.required;

import dev.writ.vendor.googleworkspace.GoogleKind.Ids;
import dev.writ.vendor.googleworkspace.GooglePeople.Account;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds a person's accounts in the Directory, and what the settings want of each. */
final class GoogleLocator {
  private final GoogleAccess access;
  private final GooglePeople people;
  private final GoogleReader reader;

  GoogleLocator(GoogleAccess access) {
    this.access = access;
    this.people = new GooglePeople(access.directory());
    this.reader = new GoogleReader(access);
  }

  Location locate(Subject subject) {
    var accounts = new LinkedHashMap<String, Account>();
    boolean ambiguous = false;
    for (var address : subject.values(Identifier.Type.EMAIL).toList()) {
      if (GoogleWorkspaceSettings.ADDRESS.matcher(address).matches()) {
        var found = people.find(address);
        found.ifPresent(account -> accounts.putIfAbsent(account.id(), account));
        ambiguous |= found.isPresent() && !found.get().user().carries(address);
      }
    }
    for (var id : ids(subject)) {
      people.find(id).ifPresent(account -> accounts.putIfAbsent(account.id(), account));
    }
    var objects = new LinkedHashSet<VendorObject>();
    accounts.values().forEach(account -> collect(account, objects));
    ledgered(subject, objects);
    return new Location(ordered(objects), ambiguous);
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
          case MAIL -> mail(account, into);
          case DRIVE_FILE -> files(account, into);
          case TOKEN -> tokens(account, into);
        }
      }
    }
  }

  private void mail(Account account, Set<VendorObject> into) {
    if (beyondReach(account)) {
      return;
    }
    var gmail = access.gmail(account.email());
    pages(
        gmail::messages,
        GmailApi.Page::nextPageToken,
        page -> {
          require(page.messages() != null || page.resultSizeEstimate() != null);
          for (var message : listed(page.messages())) {
            into.add(owned(GoogleKind.MAIL, required(message.id(), Ids.ITEM), account));
          }
        });
  }

  /** What others share is listed as well, and stays; what a shared drive holds says no owner. */
  private void files(Account account, Set<VendorObject> into) {
    if (beyondReach(account)) {
      return;
    }
    var drive = access.drive(account.email());
    pages(
        drive::files,
        DriveApi.Page::nextPageToken,
        page -> {
          require(!Boolean.TRUE.equals(page.incompleteSearch()));
          for (var file : answered(page.files())) {
            require(file.ownedByMe() != null || file.driveId() != null);
            if (Boolean.TRUE.equals(file.ownedByMe())) {
              into.add(owned(GoogleKind.DRIVE_FILE, required(file.id(), Ids.ITEM), account));
            }
          }
        });
  }

  /**
   * Mail and files of an account that sleeps are out of reach: with the account they go anyway, and
   * without it the search would be incomplete.
   */
  private boolean beyondReach(Account account) {
    if (!account.user().asleep()) {
      return false;
    }
    if (access.settings().eraseAccount()) {
      return true;
    }
    throw new VendorFailure(Kind.REJECTED, 0);
  }

  private void tokens(Account account, Set<VendorObject> into) {
    var tokens = answered(access.security().tokens(account.id()));
    require(tokens.items() != null || tokens.kind() != null);
    for (var token : listed(tokens.items())) {
      into.add(owned(GoogleKind.TOKEN, required(token.clientId(), Ids.CLIENT), account));
    }
  }

  /** Of an account that was not found otherwise. */
  private void ledgered(Subject subject, Set<VendorObject> into) {
    for (var object : subject.ledgered()) {
      GoogleKind.of(object)
          .filter(kind -> kind.owned() && kind.wellFormed(object))
          .filter(access.settings()::wants)
          .filter(kind -> !into.contains(object) && reader.present(kind, object))
          .ifPresent(kind -> into.add(object));
    }
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
