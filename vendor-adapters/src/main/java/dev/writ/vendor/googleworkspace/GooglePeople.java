package dev.writ.vendor.googleworkspace;

import static dev.writ.vendor.googleworkspace.GoogleAnswers.gone;
import static dev.writ.vendor.googleworkspace.GoogleAnswers.required;

import dev.writ.vendor.googleworkspace.DirectoryApi.User;
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
        .filter(user -> user.deletionTime() == null)
        .map(Account::new);
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
