package dev.writ.vendor.spi;

/**
 * One vendor's real API in the words of a data-subject request. Implementations are stateless,
 * thread-safe and have a public no-argument constructor; every method may throw {@link
 * VendorFailure} and nothing else. No method retries, waits or counts: {@link VendorHttp} does.
 */
public interface VendorAdapter {

  /** What this vendor can do, from which documents, and what stays out of reach. */
  VendorDescriptor descriptor();

  /**
   * Whether the object could exist at this vendor: a known kind with well-formed ids. Asked before
   * a ledger entry is taken; changes and calls nothing.
   */
  boolean accepts(VendorObject object);

  /** Proves that the credentials work and carry the scopes the adapter needs; changes nothing. */
  void check(VendorConnection connection);

  /**
   * Finds every object of the subject, following pagination to its end. The list is in erase order:
   * an object never stands before one that must be erased first. An identifier that cannot be one
   * of this vendor's matches nothing. Changes nothing at the vendor.
   */
  Location locate(VendorConnection connection, Subject subject);

  /** Streams the object's content as records; a vanished object yields no record. */
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

  /** Reads one object by its id, never through a list or search. */
  Presence read(VendorConnection connection, VendorObject object);

  /**
   * Positive control: true when something that must be readable with these credentials is readable,
   * so that an absence seen with them means absence and not lost rights.
   */
  boolean control(VendorConnection connection);
}
