package dev.writ.vendor.microsoftcopilot;

import static dev.writ.vendor.microsoftcopilot.GraphAnswers.bare;
import static dev.writ.vendor.microsoftcopilot.GraphAnswers.pages;
import static dev.writ.vendor.microsoftcopilot.GraphAnswers.requiredObjectId;
import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.require;
import static dev.writ.vendor.spi.Answers.unlessGone;

import dev.writ.vendor.spi.AccessRights;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import feign.TypedResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The connection's own application: what was granted to it in people's names, and at last itself,
 * with which its permissions and secrets go. Where this app may not delete it, a human does.
 */
final class CopilotRights implements AccessRights {
  private static final String GRANT = "delegated_grant";
  private static final String APPLICATION = "application";
  private static final Pattern GRANT_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  private final GraphAccess access;

  CopilotRights(GraphAccess access) {
    this.access = access;
  }

  @Override
  public List<AccessRight> list(VendorConnection connection) {
    var rights = new ArrayList<AccessRight>();
    try {
      application(connection).ifPresent(id -> grants(connection, id, rights));
    } catch (VendorFailure refused) {
      if (refused.status() != 403) {
        throw refused;
      }
    }
    rights.add(new AccessRight(APPLICATION, connection.require(GraphAccess.CLIENT_ID), "", true));
    return List.copyOf(rights);
  }

  private void grants(VendorConnection connection, String id, List<AccessRight> into) {
    var api = api(connection);
    pages(
        new GraphLinks(connection),
        api.grants("clientId eq '" + id + "'"),
        api::grants,
        grants -> {
          for (var grant : grants) {
            require(id.equalsIgnoreCase(grant.clientId())); // or the filter was ignored
            var grantId = answered(grant.id());
            require(GRANT_ID.matcher(grantId).matches());
            into.add(new AccessRight(GRANT, grantId, id, false));
          }
          return false;
        });
  }

  /** The object id of the application, while the directory has it. */
  private Optional<String> application(VendorConnection connection) {
    var clientId = connection.require(GraphAccess.CLIENT_ID);
    require(GraphAnswers.isObjectId(clientId));
    var known = answered(api(connection).applications("appId eq '" + clientId + "'"));
    for (var application : answered(known.value())) {
      require(clientId.equalsIgnoreCase(application.appId()));
      return Optional.of(requiredObjectId(application.id()));
    }
    return Optional.empty();
  }

  @Override
  public Revocation revoke(VendorConnection connection, AccessRight right) {
    boolean known =
        switch (right.kind()) {
          case GRANT -> GRANT_ID.matcher(right.id()).matches();
          case APPLICATION -> right.id().equals(connection.require(GraphAccess.CLIENT_ID));
          default -> false;
        };
    if (!known || !(right.scope().isEmpty() || GraphAnswers.isObjectId(right.scope()))) {
      throw GraphAnswers.rejected();
    }
    try {
      return right.kind().equals(GRANT)
          ? deleted(() -> api(connection).deleteGrant(right.id()))
          : deleteApplication(connection);
    } catch (VendorFailure refused) {
      if (refused.status() == 403) {
        return new Revocation.ByHand(MicrosoftCopilotWork.REMOVE_APPLICATION);
      }
      throw refused;
    }
  }

  /** Deleted it cannot sign in any more; deleting it for good ends its tokens as well. */
  private Revocation deleteApplication(VendorConnection connection) {
    var id = application(connection);
    if (id.isEmpty()) {
      return new Revocation.AlreadyGone();
    }
    var outcome = deleted(() -> api(connection).delete(id.get()));
    try {
      deleted(() -> api(connection).deleteForGood(id.get()));
    } catch (VendorFailure left) {
      if (left.status() != 403) {
        throw left;
      }
    }
    return outcome;
  }

  private static Revocation deleted(Supplier<TypedResponse<byte[]>> call) {
    var answer = unlessGone(call);
    answer.ifPresent(given -> bare(given, 204));
    return answer.isPresent() ? new Revocation.Revoked() : new Revocation.AlreadyGone();
  }

  /** Both together are one proof; it is asked for anew, because a token at hand lives on. */
  @Override
  public Map<String, Probe> probe(VendorConnection connection) {
    var probe = tried(connection);
    var seen = new LinkedHashMap<String, Probe>();
    for (var name : List.of(GraphAccess.CLIENT_ID, GraphAccess.CLIENT_SECRET)) {
      if (connection.credentials().containsKey(name)) {
        seen.put(name, probe);
      }
    }
    return seen;
  }

  private static Probe tried(VendorConnection connection) {
    try {
      answered(new GraphAccess().client(DirectoryApi.class, connection).firstUser());
      return Probe.OPEN;
    } catch (VendorFailure failure) {
      return failure.kind() == Kind.AUTHENTICATION && failure.status() != 0
          ? Probe.REFUSED
          : Probe.UNCLEAR;
    }
  }

  private ApplicationApi api(VendorConnection connection) {
    return access.client(ApplicationApi.class, connection);
  }
}
