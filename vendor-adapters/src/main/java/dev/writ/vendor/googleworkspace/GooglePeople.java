package dev.writ.vendor.googleworkspace;

import static dev.writ.vendor.googleworkspace.GoogleAnswers.listed;
import static dev.writ.vendor.googleworkspace.GoogleAnswers.pages;
import static dev.writ.vendor.googleworkspace.GoogleAnswers.required;
import static dev.writ.vendor.spi.Answers.malformed;
import static dev.writ.vendor.spi.Answers.require;
import static dev.writ.vendor.spi.Answers.unlessGone;

import dev.writ.vendor.googleworkspace.DirectoryApi.Deleted;
import dev.writ.vendor.googleworkspace.DirectoryApi.User;
import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Accounts, as the Directory shows them in one piece of work: the deleted ones are read once. */
final class GooglePeople {
  /** How long a deleted account can be restored, by Google's security text (secondary source). */
  static final Duration RESTORABLE = Duration.ofDays(20);

  private final DirectoryApi directory;
  private @Nullable List<DeletedAccount> deleted;

  GooglePeople(DirectoryApi directory) {
    this.directory = directory;
  }

  /** What the Directory tells of an account. */
  sealed interface Standing {
    /** In use. */
    record Live(Account account) implements Standing {}

    /** Deleted, and restorable so long. */
    record Restorable(DeletedAccount account) implements Standing {}

    /** Neither its read nor the list of deleted accounts shows it. */
    record Gone() implements Standing {}
  }

  /**
   * The account with this id or address. One that is deleted and could be restored is none.
   *
   * @param key matched against a pattern before
   */
  Optional<Account> find(String key) {
    return unlessGone(() -> directory.user(key))
        .map(user -> asked(user, key))
        .filter(user -> user.deletionTime() == null)
        .map(Account::new);
  }

  /**
   * What became of the account with this id; asks for the deleted ones only when it is not in use.
   */
  Standing standing(String id) {
    var live = find(id);
    if (live.isPresent()) {
      return new Standing.Live(live.get());
    }
    return deleted().stream()
        .filter(account -> account.id().equals(id))
        .findFirst()
        .<Standing>map(Standing.Restorable::new)
        .orElseGet(Standing.Gone::new);
  }

  /** Every account that is deleted and not purged yet. */
  List<DeletedAccount> deleted() {
    var known = deleted;
    if (known == null) {
      var read = new ArrayList<DeletedAccount>();
      pages(
          directory::deleted,
          Deleted::nextPageToken,
          page -> listed(page.users()).forEach(shown -> read.add(DeletedAccount.of(shown))));
      known = List.copyOf(read);
      deleted = known;
    }
    return known;
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

  /**
   * An account in the list of deleted ones.
   *
   * @param shown all that the list shows of it
   */
  record DeletedAccount(Account account, Instant deletedAt, JsonNode shown) {
    static DeletedAccount of(JsonNode shown) {
      try {
        var user = VendorHttp.JSON.treeToValue(shown, User.class);
        return new DeletedAccount(new Account(user), time(user.deletionTime()), shown);
      } catch (JacksonException unreadable) {
        throw malformed();
      }
    }

    String id() {
      return account.id();
    }

    Instant restorableUntil() {
      return deletedAt.plus(RESTORABLE);
    }

    private static Instant time(@Nullable String text) {
      try {
        return OffsetDateTime.parse(Answers.answered(text)).toInstant();
      } catch (DateTimeException unreadable) {
        throw malformed();
      }
    }

    @Override
    public String toString() {
      return "DeletedAccount[***]";
    }
  }
}
