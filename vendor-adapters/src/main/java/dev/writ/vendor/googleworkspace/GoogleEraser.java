package dev.writ.vendor.googleworkspace;

import static dev.writ.vendor.googleworkspace.GoogleAnswers.gone;

import dev.writ.vendor.googleworkspace.GooglePeople.Account;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.VendorObject;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Erases single objects, after a look at Vault's holds where a hold forbids it. */
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
      case GEMINI -> byHand(object);
      case SIDE_PANEL -> new Erasure.ByHand(GoogleManualWork.SIDE_PANEL_DELETE);
      case MAIL -> ofOwner(object, owner -> access.gmail(owner.email()).delete(id));
      case DRIVE_FILE -> ofOwner(object, owner -> access.drive(owner.email()).delete(id));
      case TOKEN -> claimed(() -> access.security().deleteToken(object.parent(), id));
      case ACCOUNT -> account(id);
    };
  }

  private Erasure byHand(VendorObject object) {
    if (people.find(object.id()).isEmpty()) {
      return new Erasure.AlreadyAbsent();
    }
    return new Erasure.ByHand(
        vault().mayBeHeld(object.id(), "GEMINI"::equals)
            ? GoogleManualWork.HOLD_CONFLICT
            : GoogleManualWork.CHAT_DELETE);
  }

  /** Deleting an account takes away what a hold of any corpus preserves. */
  private Erasure account(String id) {
    var account = people.find(id);
    if (account.isEmpty()) {
      return new Erasure.AlreadyAbsent();
    }
    if (account.get().user().carries(access.settings().adminUser())) {
      return new Erasure.Impossible(OURSELVES);
    }
    return vault().mayBeHeld(id, corpus -> true)
        ? new Erasure.ByHand(GoogleManualWork.HOLD_CONFLICT)
        : claimed(() -> access.directory().delete(id));
  }

  private GoogleVault vault() {
    return new GoogleVault(access.vault(), access.settings().region());
  }

  /** One call as the object's owner. */
  private interface OwnersCall {
    byte[] by(Account owner);
  }

  private Erasure ofOwner(VendorObject object, OwnersCall call) {
    Optional<Account> owner = people.find(object.parent());
    return owner.isEmpty() ? new Erasure.AlreadyAbsent() : claimed(() -> call.by(owner.get()));
  }

  private static Erasure claimed(Supplier<byte @Nullable []> call) {
    var answer = gone(call);
    answer.ifPresent(GoogleAnswers::empty);
    return answer.isPresent() ? new Erasure.Claimed() : new Erasure.AlreadyAbsent();
  }
}
