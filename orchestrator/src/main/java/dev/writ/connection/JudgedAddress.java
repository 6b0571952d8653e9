package dev.writ.connection;

import dev.writ.vendor.spi.Admission;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.web.Problem;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A connection's door behind the judgement of its address: what may not be called, or leads nowhere
 * now, is UNAVAILABLE without a call.
 *
 * @param trustedHost a host that may be anywhere, or empty
 */
record JudgedAddress(URI address, String trustedHost, Admission door) implements Admission {

  /** Whether calls there are refused as things are now. */
  static boolean refused(URI address, String trustedHost) {
    try {
      Egress.check(address, trustedHost);
      return false;
    } catch (Problem refused) {
      return true;
    }
  }

  @Override
  public void enter() {
    judge();
    door.enter();
  }

  @Override
  public void enter(String family) {
    judge();
    door.enter(family);
  }

  private void judge() {
    boolean leadsSomewhere;
    try {
      leadsSomewhere = Egress.check(address, trustedHost);
    } catch (Problem refused) {
      leadsSomewhere = false;
    }
    if (!leadsSomewhere) {
      throw new VendorFailure(VendorFailure.Kind.UNAVAILABLE, 0);
    }
  }

  @Override
  public void leave(@Nullable VendorFailure failure) {
    door.leave(failure);
  }

  @Override
  public void leave(String family, @Nullable VendorFailure failure) {
    door.leave(family, failure);
  }
}
