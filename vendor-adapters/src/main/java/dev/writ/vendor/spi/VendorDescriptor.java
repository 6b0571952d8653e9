package dev.writ.vendor.spi;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * What a vendor package can do, and by which documents.
 *
 * @param id stable lower-case word used in the API, e.g. a path segment
 * @param name the product's name
 * @param defaultBaseUrl the vendor's documented address
 * @param credentials names of the secrets a connection needs
 * @param settings what a connection may set besides
 * @param surfaces kinds of objects, in erase order
 * @param exceptions what no API can do
 * @param callsPerSecond documented or cautious default limit of calls a second
 * @param concurrency calls at once
 * @param settling how long lists and searches may lag behind a change
 * @param documents what was read
 * @param readOn when it was read
 * @param unconfirmed what the documents leave open, in words for an officer
 */
public record VendorDescriptor(
    String id,
    String name,
    URI defaultBaseUrl,
    List<String> credentials,
    List<Setting> settings,
    List<Surface> surfaces,
    List<OutOfReach> exceptions,
    double callsPerSecond,
    int concurrency,
    Duration settling,
    List<String> documents,
    LocalDate readOn,
    List<String> unconfirmed) {

  public VendorDescriptor {
    credentials = List.copyOf(credentials);
    settings = List.copyOf(settings);
    surfaces = List.copyOf(surfaces);
    exceptions = List.copyOf(exceptions);
    documents = List.copyOf(documents);
    unconfirmed = List.copyOf(unconfirmed);
  }

  /** One optional setting of a connection and what it means. */
  public record Setting(String name, String meaning) {}

  /**
   * One kind of object.
   *
   * @param located how a person's objects are found
   * @param exported whether content can be read out
   * @param erased whether the API erases it
   * @param afterErase what the vendor documents about its own purge, or empty
   */
  public record Surface(
      String kind, String located, boolean exported, boolean erased, String afterErase) {}

  /** Something no API does: what, why, and the source. */
  public record OutOfReach(String what, String reason, String source) {}
}
