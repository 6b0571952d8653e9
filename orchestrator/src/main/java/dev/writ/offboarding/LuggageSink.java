package dev.writ.offboarding;

import dev.writ.offboarding.Luggage.Piece;
import dev.writ.vault.SealedFiles;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.RecordSink;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Takes what is read out of one object. A few sealed records wait to be written with those of the
 * other objects; more are written as they come.
 */
final class LuggageSink implements RecordSink {

  /** Writes while this attempt holds the lease, and not afterwards. */
  interface Held {
    void write(Runnable rows);
  }

  private static final long MOST_BYTES = 16L << 30;
  private static final int MOST_WAITING_BYTES = 64 * 1024;
  private final Luggage luggage;
  private final SealedFiles files;
  private final UUID offboarding;
  private final long object;
  private final Sealer sealer;
  private final Held held;
  private List<Piece> waiting = new ArrayList<>();
  private int waitingBytes;
  private int part;

  LuggageSink(Luggage luggage, SealedFiles files, LeaveAttempt attempt, long object, Held held) {
    this.luggage = luggage;
    this.files = files;
    this.offboarding = attempt.id();
    this.object = object;
    this.sealer = attempt.sealer();
    this.held = held;
  }

  @Override
  public void accept(String kind, String json) {
    var sealedRecord = sealer.seal(json, context(offboarding));
    waiting.add(new Piece(object, part++, sealedRecord));
    waitingBytes += sealedRecord.length;
    if (waitingBytes > MOST_WAITING_BYTES) {
      var written = waiting();
      held.write(() -> luggage.add(offboarding, written));
    }
  }

  @Override
  public void file(String kind, String name, String mediaType, InputStream content)
      throws IOException {
    var kept = files.keep("offboarding/" + offboarding, sealer, content, MOST_BYTES);
    int place = part++;
    var sealedName = sealer.seal(name, context(offboarding));
    held.write(() -> luggage.addFile(offboarding, object, place, kept.id(), sealedName, mediaType));
  }

  /** How many pieces the object has. */
  int pieces() {
    return part;
  }

  /** Those not written yet; they are the caller's now. */
  List<Piece> waiting() {
    var taken = waiting;
    waiting = new ArrayList<>();
    waitingBytes = 0;
    return taken;
  }

  static String context(UUID offboarding) {
    return "export/" + offboarding;
  }
}
