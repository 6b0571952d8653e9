package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.claudeenterprise.ComplianceAnswers.id;

import dev.writ.vendor.spi.AccessRights;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The Compliance Access Keys, as an organization's effective settings list them; no call deletes
 * one. Which of them is the connection's own is not shown: every key that carries a scope of the
 * connection's may be, and stands last. Where the settings cannot be read, the credentials stand
 * for themselves under their own names.
 */
final class ComplianceAccess implements AccessRights {
  static final String KEY = "compliance_api_key";

  private static final Set<String> OWN_SCOPES =
      Set.of(
          ComplianceAccount.READ_SCOPE,
          ComplianceAccount.ORGANIZATION_SCOPE,
          ComplianceAccount.DELETE_SCOPE);

  @Override
  public List<AccessRight> list(VendorConnection connection) {
    return shown(connection)
        .orElseGet(
            () ->
                credentials(connection).map(name -> new AccessRight(KEY, name, "", true)).toList());
  }

  /** Empty when no organization's settings may be seen. */
  private static Optional<List<AccessRight>> shown(VendorConnection connection) {
    var account = new ComplianceAccount(connection);
    var settings = new ComplianceSettings(account, ClaudeEnterpriseSettings.of(connection));
    for (var organization : settings.organizations()) {
      var seen = settings.visible(organization);
      if (seen.isPresent()) {
        return seen.map(ComplianceAccess::listed);
      }
    }
    return Optional.empty();
  }

  private static Stream<String> credentials(VendorConnection connection) {
    return Stream.of(ComplianceAccount.DELETE_KEY, ComplianceAccount.ACCESS_KEY)
        .filter(connection.credentials()::containsKey);
  }

  private static List<AccessRight> listed(JsonNode settings) {
    var keys = new ArrayList<JsonNode>();
    for (var key : settings.path("api_keys")) {
      if (key.path("is_active").asBoolean(true)) {
        keys.add(key);
      }
    }
    return keys.stream()
        .sorted(Comparator.comparingInt(ComplianceAccess::sight))
        .map(key -> new AccessRight(KEY, id(key, "id"), "", sight(key) > 0))
        .toList();
  }

  /** How much of what the connection sees would go with the key. */
  private static int sight(JsonNode key) {
    var scopes = new HashSet<String>();
    key.path("scopes").forEach(scope -> scopes.add(scope.asString("")));
    if (scopes.contains(ComplianceAccount.ORGANIZATION_SCOPE)) {
      return 2;
    }
    return scopes.stream().anyMatch(OWN_SCOPES::contains) ? 1 : 0;
  }

  /**
   * One that is not listed as active any more is gone; any other goes by hand, as does one whose
   * list is not shown (any more).
   */
  @Override
  public Revocation revoke(VendorConnection connection, AccessRight right) {
    boolean unlisted = credentials(connection).anyMatch(right.id()::equals);
    if (!right.kind().equals(KEY)
        || !right.scope().isEmpty()
        || !(unlisted || ComplianceKind.isId(right.id()))) {
      throw new VendorFailure(Kind.REJECTED, 0);
    }
    return unlisted
            || shown(connection)
                .map(keys -> keys.stream().anyMatch(key -> key.id().equals(right.id())))
                .orElse(true)
        ? new Revocation.ByHand(CompliancePromises.REVOKE_KEY.code())
        : new Revocation.AlreadyGone();
  }

  @Override
  public Map<String, Probe> probe(VendorConnection connection) {
    var account = new ComplianceAccount(connection);
    var probes = new LinkedHashMap<String, Probe>();
    credentials(connection).forEach(name -> probes.put(name, probed(account, name)));
    return Map.copyOf(probes);
  }

  private static Probe probed(ComplianceAccount account, String credential) {
    try {
      account.requireOpen(credential);
      return Probe.OPEN;
    } catch (VendorFailure failure) {
      // A key that was never sent has been refused by nobody.
      return failure.status() == 401 || failure.status() == 403 ? Probe.REFUSED : Probe.UNCLEAR;
    }
  }
}
