package dev.writ.vendor.sandbox;

import dev.writ.vendor.spi.VendorObject;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A stateful stand-in for one vendor, written from the vendor's documents and not from our adapter.
 * Has a public no-argument constructor and is safe for concurrent calls. Faults of the wire (reset,
 * slow, malformed) are the sandbox's; the simulator itself handles KEEPS_DATA, HIDES_FROM_LIST and
 * SEARCH_LAGS.
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
}
