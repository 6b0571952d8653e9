package dev.writ.vendor.spi;

/**
 * One vendor's real API in the words of a data-subject request. Implementations are stateless,
 * thread-safe and have a public no-argument constructor; every method may throw {@link
 * VendorFailure} and nothing else. No method retries.
 */
public interface VendorAdapter {

  /** What this vendor can do, from which documents, and what stays out of reach. */
  VendorDescriptor descriptor();

  /** Proves that the credentials work and carry the scopes the adapter needs; changes nothing. */
  void check(VendorConnection connection);

  /**
   * Finds every object of the subject, following pagination to its end. The list is in erase order:
   * an object never stands before one that must be erased first. Changes nothing at the vendor.
   */
  Location locate(VendorConnection connection, Subject subject);

  /** Streams the object's content as records; a vanished object yields no record. */
  void export(VendorConnection connection, VendorObject object, RecordSink sink);

  /**
   * Erases one object. Safe to repeat: an object that is already gone is {@link
   * Erasure.AlreadyAbsent}.
   */
  Erasure erase(VendorConnection connection, VendorObject object);

  /** Reads one object by its id, never through a list or search. */
  Presence read(VendorConnection connection, VendorObject object);

  /**
   * Positive control: true when something that must be readable with these credentials is readable,
   * so that an absence seen with them means absence and not lost rights.
   */
  boolean control(VendorConnection connection);
}
