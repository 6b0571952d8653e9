package dev.writ.vendor.chatgptenterprise;

import dev.writ.vendor.spi.AccessRights;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.List;
import java.util.Map;

/**
 * A workspace's keys are made and deleted in its Admin Console: no route shows one. They are one
 * right, which a human takes away, for as long as the connection's own key opens the workspace.
 */
final class ChatGptAccess implements AccessRights {

  private static final AccessRight KEYS =
      new AccessRight("admin_key", ChatGptEnterpriseAdapter.CREDENTIAL, "", true);

  @Override
  public List<AccessRight> list(VendorConnection connection) {
    ChatGptEnterpriseAdapter.workspace(connection).probe(ChatGptKind.MEMBER);
    return List.of(KEYS);
  }

  @Override
  public Revocation revoke(VendorConnection connection, AccessRight right) {
    if (!right.equals(KEYS)) {
      throw new VendorFailure(Kind.REJECTED, 0);
    }
    return new Revocation.ByHand(ChatGptDescriptor.REVOKE_ADMIN_KEY);
  }

  @Override
  public Map<String, Probe> probe(VendorConnection connection) {
    return connection.credentials().containsKey(ChatGptEnterpriseAdapter.CREDENTIAL)
        ? Map.of(ChatGptEnterpriseAdapter.CREDENTIAL, tried(connection))
        : Map.of();
  }

  /** A key that was not even sent has been refused by nobody. */
  private static Probe tried(VendorConnection connection) {
    try {
      ChatGptEnterpriseAdapter.workspace(connection).probe(ChatGptKind.MEMBER);
      return Probe.OPEN;
    } catch (VendorFailure failure) {
      return failure.kind() == Kind.AUTHENTICATION && failure.status() != 0
          ? Probe.REFUSED
          : Probe.UNCLEAR;
    }
  }
}
