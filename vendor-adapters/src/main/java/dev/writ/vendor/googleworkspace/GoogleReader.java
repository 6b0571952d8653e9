package dev.writ.vendor.googleworkspace;

import static dev.writ.vendor.spi.Answers.require;
import static dev.writ.vendor.spi.Answers.unlessGone;

import dev.writ.vendor.googleworkspace.GooglePeople.Account;
import dev.writ.vendor.googleworkspace.GooglePeople.DeletedAccount;
import dev.writ.vendor.googleworkspace.GooglePeople.Standing;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads single objects that the API shows at once. A deleted account, with its mail and files, is
 * neither there nor gone while it can be restored: the look is at work until it is purged.
 */
final class GoogleReader {
  private final GoogleAccess access;
  private final GooglePeople people;

  GoogleReader(GoogleAccess access) {
    this(access, new GooglePeople(access.directory()));
  }

  GoogleReader(GoogleAccess access, GooglePeople people) {
    this.access = access;
    this.people = people;
  }

  /** A look at anything but Gemini's data. */
  Presence look(GoogleKind kind, VendorObject object) {
    var id = object.id();
    return switch (kind) {
      case GEMINI, SIDE_PANEL, ACCOUNT -> inAccount(object, id, account -> true);
      case MAIL -> inAccount(object, object.parent(), owner -> message(owner, id));
      case DRIVE_FILE -> inAccount(object, object.parent(), owner -> file(owner, id));
      case TOKEN ->
          seen(
              unlessGone(() -> access.security().token(object.parent(), id))
                  .map(token -> identified(token, "clientId", id))
                  .isPresent());
    };
  }

  private Presence inAccount(VendorObject object, String account, Predicate<Account> shown) {
    return switch (people.standing(account)) {
      case Standing.Live live -> seen(shown.test(live.account()));
      case Standing.Restorable deleted ->
          PurgeWait.of(object, deleted.account(), access.now()).looking();
      case Standing.Gone gone -> Presence.ABSENT;
    };
  }

  private boolean message(Account owner, String id) {
    return unlessGone(() -> access.gmail(owner.email()).message(id))
        .map(message -> same(message.id(), id))
        .isPresent();
  }

  private boolean file(Account owner, String id) {
    return unlessGone(() -> access.drive(owner.email()).file(id))
        .map(file -> same(file.id(), id))
        .isPresent();
  }

  private static Presence seen(boolean there) {
    return there ? Presence.PRESENT : Presence.ABSENT;
  }

  /** What lies in an account that could be restored is there and cannot be had: REJECTED. */
  void export(GoogleKind kind, VendorObject object, RecordSink sink) {
    if (kind == GoogleKind.MAIL) {
      var download = new GoogleDownload(access);
      owner(object)
          .ifPresent(owner -> download.message(owner.email(), object.id(), kind.word(), sink));
      return;
    }
    content(kind, object)
        .ifPresent(json -> sink.accept(kind.word(), VendorHttp.JSON.writeValueAsString(json)));
  }

  private Optional<JsonNode> content(GoogleKind kind, VendorObject object) {
    var id = object.id();
    return switch (kind) {
      case GEMINI, SIDE_PANEL, MAIL -> Optional.empty();
      case ACCOUNT ->
          unlessGone(() -> access.directory().content(id))
              .or(() -> deleted(id))
              .map(user -> identified(user, "id", id));
      case DRIVE_FILE ->
          owner(object)
              .flatMap(owner -> unlessGone(() -> access.drive(owner.email()).content(id)))
              .map(file -> identified(file, "id", id));
      case TOKEN ->
          unlessGone(() -> access.security().token(object.parent(), id))
              .map(token -> identified(token, "clientId", id));
    };
  }

  private Optional<JsonNode> deleted(String id) {
    return people.deleted().stream()
        .filter(account -> account.id().equals(id))
        .map(DeletedAccount::shown)
        .findFirst();
  }

  private Optional<Account> owner(VendorObject object) {
    return switch (people.standing(object.parent())) {
      case Standing.Live live -> Optional.of(live.account());
      case Standing.Restorable deleted -> throw new VendorFailure(Kind.REJECTED, 0);
      case Standing.Gone gone -> Optional.empty();
    };
  }

  /** The object that was asked for, and no other one. */
  static JsonNode identified(JsonNode json, String name, String id) {
    require(json.isObject());
    same(json.path(name).asString(null), id);
    return json;
  }

  private static String same(@Nullable String answered, String asked) {
    require(asked.equals(answered));
    return asked;
  }
}
