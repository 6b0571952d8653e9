package dev.writ.vendor.spi;

import java.util.List;
import java.util.Map;

/**
 * What lets somebody act on the company's account at a vendor (keys, service accounts, grants,
 * installed apps), to be taken away when the vendor is left.
 */
public interface AccessRights {

  /**
   * The rights that there are, in the order in which they can be taken away: what the connection
   * itself needs to see the rest stands last.
   */
  List<AccessRight> list(VendorConnection connection);

  /** Takes one right away. Safe to repeat: one that is gone is {@link Revocation.AlreadyGone}. */
  Revocation revoke(VendorConnection connection, AccessRight right);

  /**
   * Tries each of the connection's credentials on a harmless documented read, by the names of the
   * descriptor. Changes nothing, and throws nothing for a credential that is refused.
   */
  Map<String, Probe> probe(VendorConnection connection);

  /**
   * One right.
   *
   * @param kind the vendor's word, e.g. {@code admin_api_key}
   * @param id the vendor's id, 1 to 512 characters
   * @param scope id of what it belongs to, e.g. a project; or empty
   * @param own whether it is one that the connection itself uses
   */
  record AccessRight(String kind, String id, String scope, boolean own) {
    @Override
    public String toString() {
      return kind + "/***";
    }
  }

  /** What became of a right. */
  sealed interface Revocation {
    record Revoked() implements Revocation {}

    record AlreadyGone() implements Revocation {}

    /**
     * Only a human can take it away.
     *
     * @param work the code of a {@link ManualWork} of the descriptor
     */
    record ByHand(String work) implements Revocation {}
  }

  /** How a vendor answered to a credential. */
  enum Probe {
    /** 401 or 403: it opens nothing. */
    REFUSED,
    /** It still opens something. */
    OPEN,
    /** The vendor answered neither way. */
    UNCLEAR
  }
}
