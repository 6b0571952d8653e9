package dev.writ.vault;

import dev.writ.vault.Vault.Sealer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip that is streamed out of sealed records and files, with a manifest of what is in it. Nothing
 * is ever whole in memory. It can be read only after {@link #finish}: what breaks off before lacks
 * the directory at its end, and is no shorter zip.
 */
public final class SealedZip implements AutoCloseable {
  private static final int LONGEST_NAME = 120;
  private final Unfinished zip;
  private final SealedFiles sealedFiles;
  private final Sealer sealer;
  private final List<Map<String, Object>> manifest = new ArrayList<>();

  public SealedZip(OutputStream out, SealedFiles sealedFiles, Sealer sealer) {
    this.zip = new Unfinished(out);
    this.sealedFiles = sealedFiles;
    this.sealer = sealer;
  }

  /** Writes opened records, one a line. */
  public interface Lines {
    void into(LineSink sink) throws IOException;
  }

  /** Takes one record, still sealed. */
  public interface LineSink {
    void accept(byte[] sealedRecord) throws IOException;
  }

  /**
   * A file that lies sealed.
   *
   * @param name sealed for the zip's context
   */
  public record Attached(UUID file, byte[] name, String mediaType, long size, byte[] sha256) {}

  /**
   * One NDJSON file, entered in the manifest with its count and sum.
   *
   * @param context what the records were sealed for
   * @param about what the manifest says of it besides
   */
  public void records(String name, String context, Map<String, Object> about, Lines lines)
      throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    var digest = SealedFiles.sha256();
    var out = new DigestOutputStream(zip, digest);
    var count = new int[1];
    lines.into(
        sealedRecord -> {
          out.write(sealer.openBytes(sealedRecord, context));
          out.write('\n');
          count[0]++;
        });
    zip.closeEntry();
    var entry = new LinkedHashMap<String, Object>();
    entry.put("file", name);
    entry.putAll(about);
    entry.put("records", count[0]);
    entry.put("sha256", HexFormat.of().formatHex(digest.digest()));
    manifest.add(entry);
  }

  /** One file as it is, in a folder, entered in the manifest. */
  public void file(
      String folder, int number, Attached file, String context, Map<String, Object> about)
      throws IOException {
    var name = "%s/%d-%s".formatted(folder, number, entryName(sealer.open(file.name(), context)));
    zip.putNextEntry(new ZipEntry(name));
    sealedFiles.write(file.file(), sealer, zip);
    zip.closeEntry();
    var entry = new LinkedHashMap<String, Object>();
    entry.put("file", name);
    entry.putAll(about);
    entry.put("mediaType", file.mediaType());
    entry.put("bytes", file.size());
    entry.put("sha256", HexFormat.of().formatHex(file.sha256()));
    manifest.add(entry);
  }

  /** One text, such as the manifest itself; not entered in it. */
  public void text(String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  /** What has been written until now. */
  public List<Map<String, Object>> manifest() {
    return List.copyOf(manifest);
  }

  /** A vendor's file name may hold anything; a zip entry's must not lead out of its folder. */
  private static String entryName(String own) {
    var plain = own.replaceAll("[^\\p{L}\\p{N}._ -]", "_").replaceAll("^\\.+", "_");
    return plain.length() > LONGEST_NAME ? plain.substring(plain.length() - LONGEST_NAME) : plain;
  }

  /** Everything is in it. */
  public void finish() throws IOException {
    zip.finish();
  }

  /** Writes nothing more, and leaves the stream open. */
  @Override
  public void close() {
    zip.end();
  }

  /** One whose compression can be ended without finishing it. */
  private static final class Unfinished extends ZipOutputStream {
    Unfinished(OutputStream out) {
      super(out);
    }

    void end() {
      def.end();
    }
  }
}
