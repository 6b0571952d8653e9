package dev.writ.vendor.googleworkspace;

import static dev.writ.vendor.googleworkspace.GoogleAnswers.gone;
import static dev.writ.vendor.googleworkspace.GoogleAnswers.require;
import static dev.writ.vendor.googleworkspace.GoogleAnswers.required;

import dev.writ.vendor.googleworkspace.DirectoryApi.User;
import dev.writ.vendor.spi.VendorObject;
import java.util.Optional;

/** Accounts, as the Directory shows them. */
final class GooglePeople {
  private final DirectoryApi directory;

  GooglePeople(DirectoryApi directory) {
    this.directory = directory;
  }

  /**
   * The account with this id or address. One that is deleted and could be restored is none.
   *
   * @param key matched against a pattern before
   */
  Optional<Account> find(String key) {
    return gone(() -> directory.user(key))
        .map(user -> asked(user, key))
        .filter(user -> user.deletionTime() == null)
        .map(Account::new);
  }

  /** Whether it lies in the account where drills plant, whatever else the settings leave alone. */
  boolean ofDrill(GoogleKind kind, VendorObject object, GoogleWorkspaceSettings settings) {
    return GooglePlanter.KINDS.contains(kind.word())
        && !settings.drillUser().isEmpty()
        && find(settings.drillUser())
            .filter(account -> account.id().equals(object.parent()))
            .isPresent();
  }

  /** An id leads to the account of this id; an address may be one that it does not show. */
  private static User asked(User user, String key) {
    require(!GoogleKind.Ids.USER.matcher(key).matches() || key.equals(user.id()));
    return user;
  }

  /** An account that has what every account has. */
  record Account(String id, String email, User user) {
    Account(User user) {
      this(
          required(user.id(), GoogleKind.Ids.USER),
          required(user.primaryEmail(), GoogleWorkspaceSettings.ADDRESS),
          user);
    }

    @Override
    public String toString() {
      return "Account[***]";
    }
  }
}
