package dev.writ.vendor.googleworkspace;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A body that ends well only when it has the size and the MD5 that were announced, so that a reader
 * keeps nothing of a broken one.
 */
final class VerifiedStream extends FilterInputStream {
  private final MessageDigest digest = md5();
  private final @Nullable Long size;
  private final @Nullable String md5;
  private long read;

  /**
   * @param size in bytes, or null when none was announced
   * @param md5 in hex or Base64, which the documents leave open, or null
   */
  VerifiedStream(InputStream body, @Nullable Long size, @Nullable String md5) {
    super(body);
    this.size = size;
    this.md5 = md5;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int got = super.read(buffer, offset, length);
    if (got > 0) {
      digest.update(buffer, offset, got);
      read += got;
    } else if (got < 0) {
      verify();
    }
    return got;
  }

  @Override
  public long skip(long bytes) throws IOException {
    return readNBytes((int) Math.min(bytes, 8_192)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void verify() throws IOException {
    if (size != null && size != read) {
      throw new IOException("not as many bytes as announced");
    }
    if (md5 != null && !matches(((MessageDigest) clone(digest)).digest(), md5)) {
      throw new IOException("not the bytes that were announced");
    }
  }

  /** Only the alphabet of the announcement tells how it is written. */
  private static boolean matches(byte[] actual, String announced) {
    return announced.matches("[0-9A-Fa-f]{32}")
        ? HexFormat.of().formatHex(actual).equalsIgnoreCase(announced)
        : Base64.getEncoder().encodeToString(actual).equals(announced);
  }

  /** The end may be read more than once. */
  private static Object clone(MessageDigest digest) {
    try {
      return digest.clone();
    } catch (CloneNotSupportedException everyJavaCan) {
      throw new IllegalStateException(everyJavaCan);
    }
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
