package dev.writ.vendor.hubspot;

import static dev.writ.vendor.hubspot.HubSpotAnswers.results;
import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.AccessRights;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The one right HubSpot lets us speak of is our own: no call lists apps, keys or users. An app that
 * came in by OAuth takes itself off the account; a private app or service key, whose tokens begin
 * with {@code pat-}, is removed in HubSpot's screens. The optional client secret opens no call: it
 * proves HubSpot's calls to us.
 */
final class HubSpotAccess implements AccessRights {
  static final String APP = "app_install";
  static final String KEY = "private_app_or_service_key";

  private static final String KEY_PREFIX = "pat-";
  private static final Pattern PORTAL = Pattern.compile("[0-9]{1,18}");

  @Override
  public List<AccessRight> list(VendorConnection connection) {
    var account = answered(HubSpotAdapter.api(connection).account());
    var portal = answered(account.portalId()).asString("");
    require(PORTAL.matcher(portal).matches());
    var kind = connection.require(HubSpotAdapter.CREDENTIAL).startsWith(KEY_PREFIX) ? KEY : APP;
    return List.of(new AccessRight(kind, portal, "", true));
  }

  /**
   * A token without the scope to uninstall its app leaves that to a human. A token that is refused
   * outright has no app behind it any more, and one that is not installed cannot be taken off; the
   * probe tells whether it opens anything.
   */
  @Override
  public Revocation revoke(VendorConnection connection, AccessRight right) {
    if (!PORTAL.matcher(right.id()).matches()) {
      throw new VendorFailure(Kind.REJECTED, 0);
    }
    if (right.kind().equals(KEY)) {
      return new Revocation.ByHand(HubSpotDescriptor.ACCESS_WORK);
    }
    if (!right.kind().equals(APP)) {
      throw new VendorFailure(Kind.REJECTED, 0);
    }
    var api = HubSpotAdapter.api(connection);
    try {
      require(answered(api.uninstall()).length == 0);
      return new Revocation.Revoked();
    } catch (VendorFailure failure) {
      return switch (failure.status()) {
        case 401, 404 -> new Revocation.AlreadyGone();
        case 403 -> new Revocation.ByHand(HubSpotDescriptor.ACCESS_WORK);
        default -> throw failure;
      };
    }
  }

  /** A token that may not read the account may yet read contacts, so that both are tried. */
  @Override
  public Map<String, Probe> probe(VendorConnection connection) {
    var account = probed(connection, api -> answered(api.account()));
    var probe =
        account == Probe.OPEN
            ? account
            : together(account, probed(connection, api -> results(api.first("contacts"))));
    return Map.of(HubSpotAdapter.CREDENTIAL, probe);
  }

  private static Probe together(Probe one, Probe other) {
    return one == Probe.REFUSED ? other : other == Probe.OPEN ? other : one;
  }

  private static Probe probed(VendorConnection connection, Read read) {
    try {
      read.by(HubSpotAdapter.api(connection));
      return Probe.OPEN;
    } catch (VendorFailure failure) {
      return failure.status() == 401 || failure.status() == 403 ? Probe.REFUSED : Probe.UNCLEAR;
    }
  }

  /** A harmless read. */
  private interface Read {
    void by(HubSpotApi api);
  }
}
