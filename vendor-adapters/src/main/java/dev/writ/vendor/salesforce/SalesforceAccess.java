package dev.writ.vendor.salesforce;

import static dev.writ.vendor.salesforce.SalesforceAnswers.require;

import dev.writ.vendor.spi.AccessRights;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Our own token, which a call revokes, and the app that we sign in with, which is removed in Setup.
 * After its token is revoked the app signs in again, so that the rest can still be seen; it goes
 * last. No call that was read lists other apps or users.
 */
final class SalesforceAccess implements AccessRights {
  static final String TOKEN = "oauth_access_token";
  static final String APP = "connected_app";

  private final SalesforceSignIn signIn;

  SalesforceAccess(SalesforceSignIn signIn) {
    this.signIn = signIn;
  }

  @Override
  public List<AccessRight> list(VendorConnection connection) {
    var token = signIn.token(connection, SalesforceSettings.of(connection));
    return List.of(
        new AccessRight(TOKEN, fingerprint(token), "", true),
        new AccessRight(APP, "own", "", true));
  }

  /** A token that is not the one at hand is forgotten everywhere but at the vendor, and ends. */
  @Override
  public Revocation revoke(VendorConnection connection, AccessRight right) {
    return switch (right.kind()) {
      case APP -> new Revocation.ByHand(SalesforceDescriptor.ACCESS_WORK);
      case TOKEN -> {
        var token = signIn.token(connection, SalesforceSettings.of(connection));
        yield fingerprint(token).equals(right.id())
            ? revoked(connection, token)
            : new Revocation.AlreadyGone();
      }
      default -> throw SalesforceAnswers.unknown();
    };
  }

  private static Revocation revoked(VendorConnection connection, Secret token) {
    try {
      require(SalesforceSignIn.revoke(connection, token).length == 0);
      return new Revocation.Revoked();
    } catch (VendorFailure failure) {
      if (failure.kind() == Kind.REJECTED && failure.status() == 400) {
        return new Revocation.AlreadyGone();
      }
      throw failure;
    }
  }

  /** The three open one door: they sign in together, and tokens at hand are tried besides. */
  @Override
  public Map<String, Probe> probe(VendorConnection connection) {
    var settings = SalesforceSettings.of(connection);
    var probe =
        Stream.<Runnable>of(
                () -> SalesforceSignIn.tryCredentials(connection, settings),
                () -> readOrg(connection, settings),
                () -> readTenant(connection, settings))
            .map(SalesforceAccess::probed)
            .reduce(Probe.REFUSED, SalesforceAccess::together);
    return Stream.of(
            SalesforceAdapter.CLIENT_ID, SalesforceAdapter.USERNAME, SalesforceAdapter.PRIVATE_KEY)
        .collect(Collectors.toMap(name -> name, name -> probe));
  }

  private void readOrg(VendorConnection connection, SalesforceSettings settings) {
    var records = new SalesforceRecords(signIn.org(connection, settings), settings);
    settings.objects().forEach(records::probe);
  }

  private void readTenant(VendorConnection connection, SalesforceSettings settings) {
    if (settings.data360()) {
      new Data360Query(signIn.tenant(connection, settings)).has(SalesforceProfiles.INDIVIDUAL);
    } else {
      throw new VendorFailure(Kind.AUTHENTICATION, 401); // there is no such door
    }
  }

  /** Whatever opens outweighs what is refused, and a doubt outweighs a refusal. */
  private static Probe together(Probe one, Probe other) {
    if (one == Probe.OPEN || other == Probe.OPEN) {
      return Probe.OPEN;
    }
    return one == Probe.UNCLEAR ? one : other;
  }

  /** A sign-in is refused with 400. */
  private static Probe probed(Runnable read) {
    try {
      read.run();
      return Probe.OPEN;
    } catch (VendorFailure failure) {
      return failure.kind() == Kind.AUTHENTICATION && failure.status() >= 400
          ? Probe.REFUSED
          : Probe.UNCLEAR;
    }
  }

  /** Tells one token from another and gives none away. */
  private static String fingerprint(Secret token) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var hash = digest.digest(token.reveal().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
