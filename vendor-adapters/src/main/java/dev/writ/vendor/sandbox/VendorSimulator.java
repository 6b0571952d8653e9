package dev.writ.vendor.sandbox;

import dev.writ.vendor.spi.VendorObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A stateful stand-in for one vendor, written from the vendor's documents and not from our adapter.
 * Has a public no-argument constructor and is safe for concurrent calls. Faults of the wire (reset,
 * slow, malformed) are the sandbox's; the simulator itself handles KEEPS_DATA, HIDES_FROM_LIST and
 * SEARCH_LAGS, RESTORES_FROM_BACKUP and PURGES_LATE where it takes the {@link Backup} that the
 * sandbox gives it, and KEEPS_PAST_END where something ends by itself.
 *
 * <p>What it holds is a function of what was planted and of the changing requests, in their order:
 * after a restart the sandbox plants again and puts the journalled requests to it once more, so ids
 * that it gives come from a counter that {@link #reset} sets back, never from chance or the clock.
 * What depends on the time (a lag, a job under way, a creation date) begins anew then. An answer of
 * 401 or 403 has changed nothing.
 */
public interface VendorSimulator {

  /** The vendor's id as in its descriptor; also the first path segment in the sandbox. */
  String vendor();

  /**
   * What to append to {@code http://host:port/<vendor>} to get a connection's base URL, e.g. {@code
   * /v1}, or empty.
   */
  String basePath();

  /** Credentials that this simulator accepts, by the descriptor's names. Invented, not secret. */
  Map<String, String> credentials();

  /**
   * Settings that a connection to this simulator needs. A connection keeps them when it is pointed
   * at the vendor, until somebody changes them: what means something there as well is said in the
   * descriptor's text of the setting.
   */
  default Map<String, String> settings() {
    return Map.of();
  }

  /**
   * A human carries out the manual work for this object in the vendor's own screens: what an API
   * cannot erase is gone afterwards. Does nothing where nothing is done by hand.
   */
  default void byHand(VendorObject object) {}

  /**
   * Takes what does the late work of RESTORES_FROM_BACKUP and PURGES_LATE; asked once, before
   * anything else. False where the simulator knows neither: then they cannot be switched on.
   */
  default boolean uses(Backup backup) {
    return false;
  }

  /**
   * Whether some of what it holds ends by itself, as the vendor documents. False where nothing
   * does: then KEEPS_PAST_END cannot be switched on.
   */
  default boolean endsByItself() {
    return false;
  }

  /** Forgets everything. */
  void reset();

  /**
   * Plants the person's data and returns the objects the company's own apps would have entered in
   * the ledger.
   */
  List<VendorObject> plant(SandboxPerson person);

  /**
   * How many objects are held that belong to the person, in whatever state a read by id would still
   * show.
   */
  int held(SandboxPerson person);

  /** Answers one request; {@code path} is without the vendor segment, e.g. {@code /v1/files}. */
  SimulatedResponse answer(SimulatedRequest request, Set<Misbehaviour> misbehaviours);

  /** This vendor's error envelope for a status the sandbox imposes (401, 429, 503). */
  SimulatedResponse error(int status);

  /**
   * Whether the request may change what is held. Such requests are journalled, and are the ones
   * whose answer ANSWER_LOST loses. A vendor that searches or reads by POST refines this, and so
   * does one whose slow work comes to its end by looks.
   */
  default boolean changes(SimulatedRequest request) {
    return !Set.of("GET", "HEAD", "OPTIONS", "TRACE").contains(request.method());
  }

  /**
   * Whether the request asks for an erase: a DELETE, or another change whose path speaks of delete,
   * archive or purge.
   */
  default boolean erases(SimulatedRequest request) {
    var path = request.path();
    return request.method().equals("DELETE")
        || (changes(request)
            && (path.contains("delete") || path.contains("archive") || path.contains("purge")));
  }

  /**
   * The one object that the request reads, changes or erases, in a form that is the same for its
   * read and for its erase; empty when the request is about no single object. By default the path:
   * {@code DELETE /x/1} and {@code GET /x/1} speak of one object.
   */
  default Optional<String> objectOf(SimulatedRequest request) {
    return Optional.of(request.path());
  }

  /**
   * A journalled request as it is put to this simulator after a restart. It carries the credentials
   * it was sent with; a vendor whose requests carry short-lived tokens puts one in place that is
   * accepted now.
   */
  default SimulatedRequest again(SimulatedRequest journalled) {
    return journalled;
  }
}
