package dev.writ.vendor.salesforce;

import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.AccessRights;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The app that we sign in with, which is removed in Setup. Its token at hand is revoked by a call
 * first; the app signs in again, so that what is left can still be seen, until somebody has removed
 * it. No call that was read lists other apps or users.
 */
final class SalesforceAccess implements AccessRights {
  static final String APP = "connected_app";

  private static final String OURS = "own";

  private final SalesforceSignIn signIn;

  SalesforceAccess(SalesforceSignIn signIn) {
    this.signIn = signIn;
  }

  @Override
  public List<AccessRight> list(VendorConnection connection) {
    readOrg(connection, SalesforceSettings.of(connection));
    return List.of(new AccessRight(APP, OURS, "", true));
  }

  /** An app that signs in no more is gone, or closed to us; either way it opens nothing. */
  @Override
  public Revocation revoke(VendorConnection connection, AccessRight right) {
    if (!right.kind().equals(APP) || !right.id().equals(OURS)) {
      throw SalesforceAnswers.unknown();
    }
    var settings = SalesforceSettings.of(connection);
    try {
      revokeToken(connection, settings);
      SalesforceSignIn.tryCredentials(connection, settings);
      return new Revocation.ByHand(SalesforceDescriptor.ACCESS_WORK);
    } catch (VendorFailure failure) {
      if (failure.kind() == Kind.AUTHENTICATION && failure.status() == 400) {
        return new Revocation.AlreadyGone();
      }
      throw failure;
    }
  }

  /** 400: it is none, or none any more. */
  private void revokeToken(VendorConnection connection, SalesforceSettings settings) {
    var token = signIn.token(connection, settings);
    try {
      require(SalesforceSignIn.revoke(connection, token).length == 0);
    } catch (VendorFailure failure) {
      if (failure.kind() != Kind.REJECTED || failure.status() != 400) {
        throw failure;
      }
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
}
