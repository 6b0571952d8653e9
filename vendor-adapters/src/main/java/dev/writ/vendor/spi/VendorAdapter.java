package dev.writ.vendor.spi;

import java.util.List;
import java.util.Optional;

/**
 * One vendor's real API in the words of a data-subject request. Implementations are stateless,
 * thread-safe and have a public no-argument constructor; every method may throw {@link
 * VendorFailure} and nothing else. No method retries, waits or counts: {@link VendorHttp} does.
 */
public interface VendorAdapter {

  /** What this vendor can do, from which documents, and what stays out of reach. */
  VendorDescriptor descriptor();

  /**
   * The manual work of one connection: the descriptor's, under the same codes, where the steps do
   * not depend on the connection. Calls nothing.
   */
  default List<ManualWork> manual(VendorConnection connection) {
    return descriptor().manual();
  }

  /**
   * Whether the object could exist at this vendor: a known kind with well-formed ids. Asked before
   * a ledger entry is taken; changes and calls nothing.
   */
  boolean accepts(VendorObject object);

  /** Proves that the credentials work and carry the scopes the adapter needs; changes nothing. */
  void check(VendorConnection connection);

  /**
   * Finds every object of the subject, following pagination to its end. The list is in erase order:
   * an object never stands before one that must be erased first. Where a human erases an earlier
   * one, a later one goes meanwhile unless its kind is {@link VendorDescriptor.Surface#afterHands}.
   * An identifier that cannot be one of this vendor's matches nothing. Changes nothing at the
   * vendor.
   */
  Location locate(VendorConnection connection, Subject subject);

  /**
   * Streams the object's content as records; a vanished object yields no record. One that is
   * REJECTED is left out of an access request's answer, and named there.
   */
  Export export(VendorConnection connection, VendorObject object, RecordSink sink);

  /** Asks for an export that was {@link Export.InProgress}; only for vendors that answer so. */
  default Export pollExport(
      VendorConnection connection, VendorObject object, String handle, RecordSink sink) {
    throw new VendorFailure(VendorFailure.Kind.REJECTED, 0);
  }

  /**
   * Erases one object. Safe to repeat: an object that is already gone is {@link
   * Erasure.AlreadyAbsent}.
   */
  Erasure erase(VendorConnection connection, VendorObject object);

  /** Asks for an erase that was {@link Erasure.InProgress}; only for vendors that answer so. */
  default Erasure pollErasure(VendorConnection connection, VendorObject object, String handle) {
    throw new VendorFailure(VendorFailure.Kind.REJECTED, 0);
  }

  /**
   * Looks whether one object is there, by its id where the vendor has a way, and never by what the
   * erase answered.
   */
  Presence read(VendorConnection connection, VendorObject object);

  /** Asks for a look that was {@link Presence.InProgress}; only for vendors that answer so. */
  default Presence pollRead(VendorConnection connection, VendorObject object, String handle) {
    throw new VendorFailure(VendorFailure.Kind.REJECTED, 0);
  }

  /**
   * Removes what the vendor keeps for a handle that nobody will ask about again, such as an export
   * that was prepared and is not wanted any more. Safe to repeat.
   */
  default void abandon(VendorConnection connection, VendorObject object, String handle) {}

  /**
   * Positive control: true when something that must be readable with these credentials is read, so
   * that an absence seen with them means absence and not lost rights. A list that may be empty, and
   * is, proves nothing: then something that every account has must be read.
   */
  boolean control(VendorConnection connection);

  /** The vendor's calls to us, where it makes any. */
  default Optional<VendorHooks> hooks() {
    return Optional.empty();
  }

  /** The vendor's own record of whose objects are whose, where it has one. */
  default Optional<LedgerFeed> feed() {
    return Optional.empty();
  }

  /** What creates an invented person's data, where the API can. */
  default Optional<Planter> planter() {
    return Optional.empty();
  }

  /** The vendor's own lists of everything the company holds there, where it has such. */
  default Optional<Inventory> inventory() {
    return Optional.empty();
  }

  /** The rights that can be taken away when the vendor is left, where the API shows them. */
  default Optional<AccessRights> access() {
    return Optional.empty();
  }

  /** Looks at the vendor's promises, where the API can show any. */
  default Optional<ClaimChecks> claimChecks() {
    return Optional.empty();
  }
}
