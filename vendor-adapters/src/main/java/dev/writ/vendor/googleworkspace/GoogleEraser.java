package dev.writ.vendor.googleworkspace;

import static dev.writ.vendor.spi.Answers.unlessGone;

import dev.writ.vendor.googleworkspace.GooglePeople.Account;
import dev.writ.vendor.googleworkspace.GooglePeople.DeletedAccount;
import dev.writ.vendor.googleworkspace.GooglePeople.Standing;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Erases single objects, after a look at Vault's holds where a hold forbids it. An account that is
 * deleted is waited for, with all that lies in it, until it cannot be restored any more: no API
 * shortens the time.
 */
final class GoogleEraser {
  private static final String SWITCHED_OFF =
      "The connection's settings leave this kind of object alone.";
  private static final String OURSELVES =
      "The connection acts as this account; another administrator must be set first.";

  private final GoogleAccess access;
  private final GooglePeople people;

  GoogleEraser(GoogleAccess access) {
    this.access = access;
    this.people = new GooglePeople(access.directory());
  }

  Erasure erase(GoogleKind kind, VendorObject object) {
    if (!access.settings().wants(kind) && !people.ofDrill(kind, object, access.settings())) {
      return new Erasure.Impossible(SWITCHED_OFF);
    }
    var id = object.id();
    return switch (kind) {
      case GEMINI -> ofLive(object, account -> new Erasure.ByHand(chats(id)));
      case SIDE_PANEL ->
          ofLive(object, account -> new Erasure.ByHand(GoogleManualWork.SIDE_PANEL_DELETE));
      case MAIL -> ofLive(object, owner -> claimed(() -> access.gmail(owner.email()).delete(id)));
      case DRIVE_FILE ->
          ofLive(object, owner -> claimed(() -> access.drive(owner.email()).delete(id)));
      case TOKEN -> claimed(() -> access.security().deleteToken(object.parent(), id));
      case ACCOUNT -> ofLive(object, account -> account(object, account));
    };
  }

  /**
   * Asks whether the account was purged. One that is in use again was restored, or was never
   * deleted: for the account itself that is for the look to tell, anything else is erased now.
   */
  Erasure poll(GoogleKind kind, VendorObject object, String handle) {
    if (!PurgeWait.isFor(object, handle)) {
      throw new VendorFailure(Kind.REJECTED, 0);
    }
    return switch (people.standing(kind.account(object))) {
      case Standing.Live live ->
          kind == GoogleKind.ACCOUNT ? new Erasure.Claimed() : erase(kind, object);
      case Standing.Restorable deleted -> purging(object, deleted.account());
      case Standing.Gone gone -> new Erasure.Claimed();
    };
  }

  private Erasure ofLive(VendorObject object, Function<Account, Erasure> erase) {
    var account = GoogleKind.of(object).orElseThrow().account(object);
    return switch (people.standing(account)) {
      case Standing.Live live -> erase.apply(live.account());
      case Standing.Restorable deleted -> purging(object, deleted.account());
      case Standing.Gone gone -> new Erasure.AlreadyAbsent();
    };
  }

  private Erasure purging(VendorObject object, DeletedAccount account) {
    return PurgeWait.of(object, account, access.now()).erasing();
  }

  private String chats(String id) {
    return vault().mayBeHeld(id, "GEMINI"::equals)
        ? GoogleManualWork.HOLD_CONFLICT
        : GoogleManualWork.CHAT_DELETE;
  }

  /** Deleting an account takes away what a hold of any corpus preserves. */
  private Erasure account(VendorObject object, Account account) {
    var id = account.id();
    if (account.user().carries(access.settings().adminUser())) {
      return new Erasure.Impossible(OURSELVES);
    }
    if (vault().mayBeHeld(id, corpus -> true)) {
      return new Erasure.ByHand(GoogleManualWork.HOLD_CONFLICT);
    }
    return claimed(() -> access.directory().delete(id)) instanceof Erasure.Claimed
        ? new PurgeWait(object, GooglePeople.RESTORABLE).erasing()
        : new Erasure.AlreadyAbsent();
  }

  private GoogleVault vault() {
    return new GoogleVault(access.vault(), access.settings().region());
  }

  private static Erasure claimed(Supplier<byte @Nullable []> call) {
    var answer = unlessGone(call);
    answer.ifPresent(GoogleAnswers::empty);
    return answer.isPresent() ? new Erasure.Claimed() : new Erasure.AlreadyAbsent();
  }
}
