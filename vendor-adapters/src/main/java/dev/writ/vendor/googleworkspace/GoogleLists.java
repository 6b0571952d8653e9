package dev.writ.vendor.googleworkspace;

import static dev.writ.vendor.googleworkspace.GoogleAnswers.listed;
import static dev.writ.vendor.googleworkspace.GoogleAnswers.required;
import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.googleworkspace.GoogleKind.Ids;
import dev.writ.vendor.googleworkspace.GooglePeople.Account;
import dev.writ.vendor.googleworkspace.ListPlace.Listed;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one account holds, a page of ids at a time. */
final class GoogleLists {
  private final GoogleAccess access;

  GoogleLists(GoogleAccess access) {
    this.access = access;
  }

  Listed<String> of(GoogleKind kind, Account account, @Nullable String token) {
    return switch (kind) {
      case MAIL -> beyondReach(account) ? nothing() : mail(account, token);
      case DRIVE_FILE -> beyondReach(account) ? nothing() : files(account, token);
      case TOKEN -> tokens(account);
      case GEMINI, SIDE_PANEL, ACCOUNT -> nothing();
    };
  }

  private static Listed<String> nothing() {
    return new Listed<>(List.of(), null);
  }

  private Listed<String> mail(Account account, @Nullable String token) {
    var page = answered(access.gmail(account.email()).messages(token));
    require(page.messages() != null || page.resultSizeEstimate() != null);
    return new Listed<>(
        listed(page.messages()).stream().map(message -> required(message.id(), Ids.ITEM)).toList(),
        page.nextPageToken());
  }

  /** What others share is listed as well, and stays; what a shared drive holds says no owner. */
  private Listed<String> files(Account account, @Nullable String token) {
    var page = answered(access.drive(account.email()).files(token));
    require(!Boolean.TRUE.equals(page.incompleteSearch()));
    var own = new ArrayList<String>();
    for (var file : answered(page.files())) {
      require(file.ownedByMe() != null || file.driveId() != null);
      if (Boolean.TRUE.equals(file.ownedByMe())) {
        own.add(required(file.id(), Ids.ITEM));
      }
    }
    return new Listed<>(own, page.nextPageToken());
  }

  private Listed<String> tokens(Account account) {
    var tokens = answered(access.security().tokens(account.id()));
    require(tokens.items() != null || tokens.kind() != null);
    return new Listed<>(
        listed(tokens.items()).stream()
            .map(token -> required(token.clientId(), Ids.CLIENT))
            .toList(),
        null);
  }

  /**
   * Mail and files of an account that sleeps are out of reach: with the account they go anyway, and
   * without it the list would be incomplete.
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
}
