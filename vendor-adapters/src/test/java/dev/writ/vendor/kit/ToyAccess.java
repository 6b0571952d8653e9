package dev.writ.vendor.kit;

import dev.writ.vendor.spi.AccessRights;
import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two keys; the second is the connection's own. */
class ToyAccess implements AccessRights {

  @Override
  public List<AccessRight> list(VendorConnection connection) {
    var rights = new ArrayList<AccessRight>();
    for (var key : ToyAdapter.object(ToyAdapter.api(connection).keys()).path("keys")) {
      var id = key.asString("");
      rights.add(new AccessRight("key", id, "", id.equals("key-2")));
    }
    return List.copyOf(rights);
  }

  @Override
  public Revocation revoke(VendorConnection connection, AccessRight right) {
    if (!right.kind().equals("key") || !right.id().matches("key-[0-9]+")) {
      throw new VendorFailure(Kind.REJECTED, 0);
    }
    var answer =
        Answers.unlessGone(() -> ToyAdapter.object(ToyAdapter.api(connection).revoke(right.id())));
    return answer.isPresent() ? new Revocation.Revoked() : new Revocation.AlreadyGone();
  }

  @Override
  public Map<String, Probe> probe(VendorConnection connection) {
    return Map.of("key", seen(connection));
  }

  Probe seen(VendorConnection connection) {
    try {
      ToyAdapter.object(ToyAdapter.api(connection).promises());
      return Probe.OPEN;
    } catch (VendorFailure failure) {
      return failure.kind() == Kind.AUTHENTICATION ? Probe.REFUSED : Probe.UNCLEAR;
    }
  }
}
