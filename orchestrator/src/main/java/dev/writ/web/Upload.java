package dev.writ.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.springframework.http.MediaType;

/**
 * A file that is the body of a call, read as it comes.
 *
 * @param name plain, at most 200 characters
 * @param mediaType what its sender calls it
 */
public record Upload(String name, String mediaType, InputStream content) {
  /** Most bytes of one file. */
  public static final long MOST_BYTES = 256L << 20;

  private static final int LONGEST_NAME = 200;
  private static final Detector DETECTOR = new DefaultDetector();

  /** What may be uploaded, and what each may look like from the inside. */
  private static final Map<String, Set<String>> TYPES =
      Map.of(
          "application/pdf", Set.of("application/pdf"),
          "image/png", Set.of("image/png"),
          "image/jpeg", Set.of("image/jpeg"),
          "text/plain", Set.of("text/plain"),
          "text/csv", Set.of("text/plain"),
          "application/zip", Set.of("application/zip"));

  /**
   * The call's body, with the name its header gives it.
   *
   * @throws Problem when the call says beforehand that it is too much; nothing of it is read then
   */
  public static Upload of(HttpServletRequest request, String encodedName) throws IOException {
    if (request.getContentLengthLong() > MOST_BYTES) {
      throw Problem.tooLarge();
    }
    var type = MediaType.parseMediaType(request.getContentType());
    return new Upload(
        name(encodedName), type.getType() + "/" + type.getSubtype(), request.getInputStream());
  }

  /**
   * The same with its beginning looked at.
   *
   * @throws Problem when there is no content, or it is not what it is called
   */
  public Upload checked() throws IOException {
    var buffered = new BufferedInputStream(content, 1 << 16);
    buffered.mark(1 << 16);
    var head = buffered.readNBytes((1 << 16) - 1);
    buffered.reset();
    if (head.length == 0) {
      throw Problem.body("there is no file in the body");
    }
    var seen = DETECTOR.detect(TikaInputStream.get(head), new Metadata()).getBaseType();
    if (!TYPES.getOrDefault(mediaType, Set.of()).contains(seen.toString())) {
      throw Problem.invalid("the content is not what Content-Type says");
    }
    return new Upload(name, mediaType, buffered);
  }

  private static String name(String encoded) {
    String name;
    try {
      name = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      throw Problem.parameter("Writ-File-Name is not percent-encoded UTF-8");
    }
    if (name.length() > LONGEST_NAME
        || name.indexOf('/') >= 0
        || name.indexOf('\\') >= 0
        || name.equals(".")
        || name.equals("..")) {
      throw Problem.parameter("Writ-File-Name: a plain file name of at most 200 characters");
    }
    return Texts.require(name, "Writ-File-Name");
  }
}
