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
  private static final long MOST_BYTES = 16L << 30;
  private static final int MOST_WAITING_BYTES = 64 * 1024;
  private final Luggage luggage;
  private final SealedFiles files;
  private final UUID offboarding;
  private final long object;
  private final Sealer sealer;
  private List<Piece> waiting = new ArrayList<>();
  private int waitingBytes;
  private int part;

  LuggageSink(Luggage luggage, SealedFiles files, UUID offboarding, long object, Sealer sealer) {
    this.luggage = luggage;
    this.files = files;
    this.offboarding = offboarding;
    this.object = object;
    this.sealer = sealer;
  }

  @Override
  public void accept(String kind, String json) {
    var sealedRecord = sealer.seal(json, context(offboarding));
    waiting.add(new Piece(object, part++, sealedRecord));
    waitingBytes += sealedRecord.length;
    if (waitingBytes > MOST_WAITING_BYTES) {
      luggage.add(offboarding, waiting());
    }
  }

  @Override
  public void file(String kind, String name, String mediaType, InputStream content)
      throws IOException {
    var kept = files.keep("offboarding/" + offboarding, sealer, content, MOST_BYTES);
    luggage.addFile(
        offboarding, object, part++, kept.id(), sealer.seal(name, context(offboarding)), mediaType);
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
