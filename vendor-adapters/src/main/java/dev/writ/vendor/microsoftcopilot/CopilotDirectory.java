package dev.writ.vendor.microsoftcopilot;

import static dev.writ.vendor.microsoftcopilot.GraphAnswers.pages;
import static dev.writ.vendor.microsoftcopilot.GraphAnswers.requiredObjectId;
import static dev.writ.vendor.spi.Answers.require;
import static dev.writ.vendor.spi.Answers.unlessGone;

import dev.writ.vendor.microsoftcopilot.GraphWire.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds users among the living and the softly deleted. Only the living can be asked for by address;
 * deleted ones, of 30 days, are listed and compared here.
 */
final class CopilotDirectory {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\\.)+[A-Za-z0-9-]{1,63}");

  private final DirectoryApi api;
  private final GraphLinks links;
  private @Nullable List<User> deleted;

  CopilotDirectory(DirectoryApi api, GraphLinks links) {
    this.api = api;
    this.links = links;
  }

  static boolean isAddress(String text) {
    return text.length() <= 254 && ADDRESS.matcher(text).matches();
  }

  /** Living and deleted users with this address as user principal name, mail or proxy address. */
  List<CopilotUser> byAddress(String address) {
    var matches = new ArrayList<CopilotUser>();
    var quoted = "'" + address.replace("'", "''") + "'";
    var proxy = "'smtp:" + address.replace("'", "''") + "'";
    var filter =
        "userPrincipalName eq %s or mail eq %s or proxyAddresses/any(p:p eq %s)"
            .formatted(quoted, quoted, proxy);
    pages(
        links,
        api.usersWhere(filter, DirectoryApi.SELECTED),
        api::users,
        users -> {
          for (var user : users) {
            require(bears(user, address)); // or the filter was ignored
            matches.add(user(user, false));
          }
          return false;
        });
    deleted().stream()
        .filter(user -> bears(user, address))
        .map(user -> user(user, true))
        .forEach(matches::add);
    return matches;
  }

  private List<User> deleted() {
    if (deleted == null) {
      var all = new ArrayList<User>();
      pages(
          links,
          api.deletedUsers(DirectoryApi.SELECTED),
          api::users,
          users -> {
            all.addAll(users);
            return false;
          });
      deleted = all;
    }
    return deleted;
  }

  /** A softly deleted user's name has the object id before it. */
  private static boolean bears(User user, String address) {
    var proxies = user.proxyAddresses() == null ? List.<String>of() : user.proxyAddresses();
    var mark = Objects.requireNonNullElse(user.id(), "").replace("-", "");
    return Stream.concat(
            Stream.of(user.userPrincipalName(), user.mail()).filter(Objects::nonNull),
            proxies.stream())
        .map(known -> known.regionMatches(true, 0, "smtp:", 0, 5) ? known.substring(5) : known)
        .anyMatch(
            known -> known.equalsIgnoreCase(address) || known.equalsIgnoreCase(mark + address));
  }

  /** The user of this object id, living or deleted. */
  Optional<CopilotUser> byId(String id) {
    var living =
        unlessGone(() -> api.user(id, DirectoryApi.SELECTED)).map(user -> user(user, false));
    var user =
        living.or(
            () ->
                unlessGone(() -> api.deletedUser(id))
                    .map(gone -> requiredObjectId(gone.path("id").asString("")))
                    .map(gone -> new CopilotUser(gone, "", true)));
    user.ifPresent(answered -> require(answered.id().equalsIgnoreCase(id)));
    return user;
  }

  /**
   * eDiscovery's user source wants the SMTP address of the mailbox. That is the proxy address whose
   * prefix is in capitals; a user principal name may be none.
   */
  private static Stream<String> primary(User user) {
    return Stream.ofNullable(user.proxyAddresses())
        .flatMap(List::stream)
        .filter(proxy -> proxy.startsWith("SMTP:"))
        .map(proxy -> proxy.substring(5));
  }

  private static CopilotUser user(User user, boolean deleted) {
    var mailbox =
        Stream.concat(primary(user), Stream.ofNullable(user.mail()))
            .filter(CopilotDirectory::isAddress)
            .findFirst()
            .orElse("");
    return new CopilotUser(requiredObjectId(user.id()), deleted ? "" : mailbox, deleted);
  }
}
