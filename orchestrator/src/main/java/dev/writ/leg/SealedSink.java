package dev.writ.leg;

import dev.writ.vault.SealedFiles;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.RecordSink;
import java.io.IOException;
import java.io.InputStream;

/** Takes what is read out of one object into sealed rows and files. */
final class SealedSink implements RecordSink {
  /** What one file of a vendor may hold. */
  private static final long MOST_BYTES = 16L << 30;

  private final ExportRows exports;
  private final SealedFiles files;
  private final Leg leg;
  private final long object;
  private final Sealer sealer;
  private int part;

  SealedSink(ExportRows exports, SealedFiles files, Leg leg, long object, Sealer sealer) {
    this.exports = exports;
    this.files = files;
    this.leg = leg;
    this.object = object;
    this.sealer = sealer;
  }

  @Override
  public void accept(String kind, String json) {
    exports.add(leg.id(), object, part++, sealer.seal(json, context()));
  }

  @Override
  public void file(String kind, String name, String mediaType, InputStream content)
      throws IOException {
    var kept = files.keep(leg.request(), sealer, content, MOST_BYTES);
    exports.addFile(leg.id(), object, part++, kept.id(), sealer.seal(name, context()), mediaType);
  }

  private String context() {
    return "export/" + leg.id();
  }
}
