package dev.writ.vendor.sandbox;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A call as the vendor saw it.
 *
 * @param seq order of arrival over all vendors
 * @param path decoded, without the vendor segment
 * @param bodyDigest SHA-256 in hex, empty without a body
 * @param object what {@link VendorSimulator#objectOf} says, or empty
 * @param status what was answered, or would have been; 0 when the connection was reset
 * @param acted false when a fault struck before the simulator
 * @param answered false when the answer was reset or garbled; true says that it was sent, not that
 *     the caller lived to read it
 */
public record SeenCall(
    long seq,
    String vendor,
    String method,
    String path,
    String bodyDigest,
    Effect effect,
    String object,
    int status,
    boolean acted,
    boolean answered) {

  /** What a call is after. */
  public enum Effect {
    READ,
    CHANGE,
    ERASE
  }

  static SeenCall of(long seq, VendorSimulator simulator, SimulatedRequest request, Served served) {
    return new SeenCall(
        seq,
        simulator.vendor(),
        request.method(),
        request.path(),
        request.body().length == 0 ? "" : digest(request.body()),
        effect(simulator, request),
        simulator.objectOf(request).orElse(""),
        served.fate().reset ? 0 : served.response().status(),
        served.fate().acted,
        served.fate().answered);
  }

  /** A look at a vendor at work is a read, also when its answer brings the work on. */
  private static Effect effect(VendorSimulator simulator, SimulatedRequest request) {
    if (request.method().equals("GET")) {
      return Effect.READ;
    }
    if (simulator.erases(request)) {
      return Effect.ERASE;
    }
    return simulator.changes(request) ? Effect.CHANGE : Effect.READ;
  }

  private static String digest(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** Neither path nor object: they hold ids. */
  @Override
  public String toString() {
    return "#%d %s %s %s -> %d%s%s"
        .formatted(
            seq,
            vendor,
            method,
            effect,
            status,
            acted ? "" : ", not acted",
            answered ? "" : ", not answered");
  }
}
