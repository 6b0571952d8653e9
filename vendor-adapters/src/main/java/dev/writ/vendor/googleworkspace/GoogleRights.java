package dev.writ.vendor.googleworkspace;

import static dev.writ.vendor.googleworkspace.GoogleAnswers.listed;
import static dev.writ.vendor.googleworkspace.GoogleAnswers.pages;
import static dev.writ.vendor.googleworkspace.GoogleAnswers.required;
import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.require;
import static dev.writ.vendor.spi.Answers.unlessGone;

import dev.writ.vendor.googleworkspace.DirectoryApi.Users;
import dev.writ.vendor.googleworkspace.GoogleKind.Ids;
import dev.writ.vendor.spi.AccessRights;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Apps that act in an account's name and app passwords, where leaving concerns more than Gemini;
 * and at last the delegation of the connection's own service account, which only a human removes.
 */
final class GoogleRights implements AccessRights {
  private static final String TOKEN = "token";
  private static final String APP_PASSWORD = "app_password";
  private static final String DELEGATION = "domain_wide_delegation";
  private static final Pattern CODE = Pattern.compile("[0-9]{1,18}");

  private final Function<VendorConnection, GoogleAccess> accesses;
  private final Function<VendorConnection, GoogleAccess> fresh;

  /**
   * @param fresh with no token of an earlier call
   */
  GoogleRights(
      Function<VendorConnection, GoogleAccess> accesses,
      Function<VendorConnection, GoogleAccess> fresh) {
    this.accesses = accesses;
    this.fresh = fresh;
  }

  @Override
  public List<AccessRight> list(VendorConnection connection) {
    var access = accesses.apply(connection);
    var rights = new ArrayList<AccessRight>();
    if (access.settings().leavesEverything()) {
      var directory = access.directory();
      pages(
          directory::users,
          Users::nextPageToken,
          page ->
              listed(page.users())
                  .forEach(user -> of(required(user.id(), Ids.USER), access, rights)));
    }
    rights.add(new AccessRight(DELEGATION, access.clientId(), "", true));
    return List.copyOf(rights);
  }

  private static void of(String user, GoogleAccess access, List<AccessRight> into) {
    var tokens = answered(access.security().tokens(user));
    require(tokens.items() != null || tokens.kind() != null);
    for (var token : listed(tokens.items())) {
      into.add(new AccessRight(TOKEN, required(token.clientId(), Ids.CLIENT), user, false));
    }
    var passwords = answered(access.security().asps(user));
    require(passwords.items() != null || passwords.kind() != null);
    for (var password : listed(passwords.items())) {
      var code = Long.toString(answered(password.codeId()));
      into.add(new AccessRight(APP_PASSWORD, code, user, false));
    }
  }

  @Override
  public Revocation revoke(VendorConnection connection, AccessRight right) {
    return switch (right.kind()) {
      case DELEGATION -> new Revocation.ByHand(GoogleManualWork.DWD_REMOVE);
      case TOKEN -> {
        requireForm(Ids.CLIENT, right);
        yield revoked(() -> security(connection).deleteToken(right.scope(), right.id()));
      }
      case APP_PASSWORD -> {
        requireForm(CODE, right);
        yield revoked(() -> security(connection).deleteAsp(right.scope(), right.id()));
      }
      default -> throw new VendorFailure(Kind.REJECTED, 0);
    };
  }

  private DirectoryApi security(VendorConnection connection) {
    return accesses.apply(connection).security();
  }

  private static void requireForm(Pattern ids, AccessRight right) {
    if (!ids.matcher(right.id()).matches() || !Ids.USER.matcher(right.scope()).matches()) {
      throw new VendorFailure(Kind.REJECTED, 0);
    }
  }

  private static Revocation revoked(Supplier<byte @Nullable []> call) {
    var answer = unlessGone(call);
    answer.ifPresent(GoogleAnswers::empty);
    return answer.isPresent() ? new Revocation.Revoked() : new Revocation.AlreadyGone();
  }

  @Override
  public Map<String, Probe> probe(VendorConnection connection) {
    return connection.credentials().containsKey(GoogleAccess.CREDENTIAL)
        ? Map.of(GoogleAccess.CREDENTIAL, tried(connection))
        : Map.of();
  }

  /** By a token of its own: one at hand would open as long as it lives. */
  private Probe tried(VendorConnection connection) {
    try {
      answered(fresh.apply(connection).directory().anybody());
      return Probe.OPEN;
    } catch (VendorFailure failure) {
      return failure.kind() == Kind.AUTHENTICATION && failure.status() != 0
          ? Probe.REFUSED
          : Probe.UNCLEAR;
    }
  }
}
