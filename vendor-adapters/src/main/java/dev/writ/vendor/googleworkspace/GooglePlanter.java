package dev.writ.vendor.googleworkspace;

import static dev.writ.vendor.googleworkspace.GoogleAnswers.listed;
import static dev.writ.vendor.googleworkspace.GoogleAnswers.pages;
import static dev.writ.vendor.googleworkspace.GoogleAnswers.required;
import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.googleworkspace.GoogleKind.Ids;
import dev.writ.vendor.googleworkspace.GooglePeople.Account;
import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.Planter;
import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts an invented person's message and file into an account that the company keeps for drills. The
 * message is sent to nobody. Both can be erased again whatever the erase settings leave alone.
 */
final class GooglePlanter implements Planter {
  static final Set<String> KINDS = Set.of(GoogleKind.MAIL.word(), GoogleKind.DRIVE_FILE.word());

  private final Function<VendorConnection, GoogleAccess> accesses;

  GooglePlanter(Function<VendorConnection, GoogleAccess> accesses) {
    this.accesses = accesses;
  }

  @Override
  public Set<String> kinds() {
    return KINDS;
  }

  /** Without an account for drills it is REJECTED. */
  @Override
  public void plant(VendorConnection connection, SyntheticPerson person, Planted planted) {
    var access = accesses.apply(connection);
    var account = account(access);
    var message = access.gmail(account.email()).insert(Map.of("raw", raw(person, account)));
    planted.accept(object(GoogleKind.MAIL, answered(message).id(), account));
    var file =
        Map.<String, Object>of(
            "name",
            person.marker() + ".txt",
            "description",
            person.sentence(),
            "mimeType",
            "text/plain");
    var made = access.drive(account.email()).create(file);
    planted.accept(object(GoogleKind.DRIVE_FILE, answered(made).id(), account));
  }

  private static Account account(GoogleAccess access) {
    var address = access.settings().drillUser();
    if (address.isEmpty()) {
      throw new VendorFailure(Kind.REJECTED, 0);
    }
    return new GooglePeople(access.directory())
        .find(address)
        .orElseThrow(() -> new VendorFailure(Kind.REJECTED, 404));
  }

  private static VendorObject object(GoogleKind kind, @Nullable String id, Account account) {
    return new VendorObject(kind.word(), required(id, Ids.ITEM), account.id());
  }

  private static String raw(SyntheticPerson person, Account account) {
    var text =
        "From: \"%s %s\" <%s>\r\nTo: <%s>\r\nSubject: %s\r\n\r\n%s\r\n"
            .formatted(
                person.givenName(),
                person.familyName(),
                person.email(),
                account.email(),
                person.marker(),
                person.sentence());
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<VendorObject> strays(VendorConnection connection, SyntheticPerson person) {
    var access = accesses.apply(connection);
    var account = account(access);
    var strays = new ArrayList<VendorObject>();
    messages(access.gmail(account.email()), person, account, strays);
    files(access.drive(account.email()), person, account, strays);
    return List.copyOf(strays);
  }

  /** What the search gives is read, lest it gave everything. */
  private static void messages(
      GmailApi gmail, SyntheticPerson person, Account account, List<VendorObject> into) {
    pages(
        page -> gmail.matching(person.marker(), page),
        GmailApi.Page::nextPageToken,
        page -> {
          require(page.messages() != null || page.resultSizeEstimate() != null);
          for (var message : listed(page.messages())) {
            var stray = object(GoogleKind.MAIL, message.id(), account);
            Answers.unlessGone(() -> gmail.small(stray.id()))
                .ifPresent(
                    content -> {
                      require(text(content.path("raw").asString("")).contains(person.marker()));
                      into.add(stray);
                    });
          }
        });
  }

  private static String text(String raw) {
    try {
      return new String(Base64.getUrlDecoder().decode(raw), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException unreadable) {
      return "";
    }
  }

  private static void files(
      DriveApi drive, SyntheticPerson person, Account account, List<VendorObject> into) {
    pages(
        drive::named,
        DriveApi.Page::nextPageToken,
        page -> {
          require(!Boolean.TRUE.equals(page.incompleteSearch()));
          for (var file : answered(page.files())) {
            boolean marked = file.name() != null && file.name().contains(person.marker());
            if (marked && Boolean.TRUE.equals(file.ownedByMe())) {
              into.add(object(GoogleKind.DRIVE_FILE, file.id(), account));
            }
          }
        });
  }
}
