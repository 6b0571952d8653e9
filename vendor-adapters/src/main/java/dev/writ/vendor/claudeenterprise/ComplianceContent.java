package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.VendorHttp;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Hands a streamed content on, with the vendor's name of it and checked against its digest. */
final class ComplianceContent {
  /** RFC 5987, the one form the vendor uses. */
  private static final Pattern NAME = Pattern.compile("(?i)filename\\*\\s*=\\s*utf-8''([^;\\s]+)");

  private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z]+/[a-z0-9.+_-]+");
  private static final String MD5 = "content-md5";
  private static final String DISPOSITION = "content-disposition";

  private ComplianceContent() {}

  /** Whether an answer carries one of the headers that the vendor's contents have. */
  static boolean described(Map<String, String> headers) {
    return headers.containsKey(MD5) || headers.containsKey(DISPOSITION);
  }

  static boolean digested(Map<String, String> headers) {
    return headers.containsKey(MD5);
  }

  /**
   * Reads to the end, into the sink; a content that is not the digested one is an IOException at
   * its end. A sink that takes records only gets a record that says so.
   */
  static void send(
      RecordSink sink, String kind, String name, Map<String, String> headers, InputStream body)
      throws IOException {
    try (var checked = checked(headers, body)) {
      sink.file(kind, name(headers, name), mediaType(headers), checked);
    } catch (UnsupportedOperationException recordsOnly) {
      sink.accept(
          kind,
          VendorHttp.JSON.writeValueAsString(Map.of("content_not_taken", name(headers, name))));
    }
  }

  static String name(Map<String, String> headers, String otherwise) {
    var matcher = NAME.matcher(headers.getOrDefault(DISPOSITION, ""));
    if (!matcher.find()) {
      return otherwise;
    }
    try {
      var name =
          URLDecoder.decode(matcher.group(1).replace("+", "%2B"), StandardCharsets.UTF_8).strip();
      return name.isEmpty() ? otherwise : name;
    } catch (IllegalArgumentException broken) {
      return otherwise;
    }
  }

  static String mediaType(Map<String, String> headers) {
    var type = headers.getOrDefault("content-type", "").split(";")[0].strip();
    var lower = type.toLowerCase(Locale.ROOT);
    return MEDIA_TYPE.matcher(lower).matches() ? lower : "application/octet-stream";
  }

  private static InputStream checked(Map<String, String> headers, InputStream body) {
    if (!digested(headers)) {
      return body;
    }
    try {
      var expected = Base64.getDecoder().decode(headers.getOrDefault(MD5, "").strip());
      return new Checked(body, MessageDigest.getInstance("MD5"), expected);
    } catch (IllegalArgumentException noDigest) {
      require(false);
      throw noDigest;
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** RFC 1864: the digest of the bytes as served. */
  private static final class Checked extends FilterInputStream {
    private final MessageDigest digest;
    private final byte[] expected;

    Checked(InputStream in, MessageDigest digest, byte[] expected) {
      super(in);
      this.digest = digest;
      this.expected = expected;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      int count = super.read(into, from, most);
      if (count > 0) {
        digest.update(into, from, count);
      }
      if (count < 0 && !MessageDigest.isEqual(((MessageDigest) copy()).digest(), expected)) {
        throw new IOException("the content is not the one that was digested");
      }
      return count;
    }

    /** The end may be read more than once. */
    private Object copy() throws IOException {
      try {
        return digest.clone();
      } catch (CloneNotSupportedException impossible) {
        throw new IOException(impossible);
      }
    }

    @Override
    public long skip(long most) throws IOException {
      return readNBytes((int) Math.min(most, 8192)).length;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
