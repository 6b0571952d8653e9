package dev.writ.vendor.sandbox;

import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One thing that changed a simulator; in bytes, a letter for its kind and then JSON. */
sealed interface JournalEntry {

  /**
   * A request that reached the simulator.
   *
   * @param misbehaviours those the simulator was told of
   * @param status what it answered, to notice a replay that goes another way
   * @param at when it reached the simulator, in milliseconds since 1970; null in older journals
   * @param backup the vendor's {@link Backup} time then, in milliseconds; null in older journals
   */
  record Call(
      String vendor,
      SimulatedRequest request,
      Set<Misbehaviour> misbehaviours,
      int status,
      @Nullable Long at,
      @Nullable Long backup)
      implements JournalEntry {}

  /** A person planted while the sandbox was running. */
  record Planting(String vendor, SandboxPerson person) implements JournalEntry {}

  /** A human carried out the manual work for an object. */
  record ByHand(String vendor, VendorObject object) implements JournalEntry {}

  String vendor();

  default byte[] toBytes() {
    var bytes = new ByteArrayOutputStream();
    bytes.write(
        switch (this) {
          case Call call -> 'C';
          case Planting planting -> 'P';
          case ByHand byHand -> 'H';
        });
    bytes.writeBytes(VendorHttp.JSON.writeValueAsBytes(this));
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #toBytes} has written.
   *
   * @throws IllegalArgumentException for bytes that this version has not written
   */
  static JournalEntry of(byte[] bytes) {
    var json = Arrays.copyOfRange(bytes, Math.min(1, bytes.length), bytes.length);
    return switch (bytes.length == 0 ? ' ' : (char) bytes[0]) {
      case 'C' -> VendorHttp.JSON.readValue(json, Call.class);
      case 'P' -> VendorHttp.JSON.readValue(json, Planting.class);
      case 'H' -> VendorHttp.JSON.readValue(json, ByHand.class);
      default -> throw new IllegalArgumentException("a sandbox journal of another version");
    };
  }
}
