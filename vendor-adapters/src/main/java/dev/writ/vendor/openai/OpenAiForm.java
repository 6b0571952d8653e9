package dev.writ.vendor.openai;

import dev.writ.vendor.sandbox.SimulatedRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parts of a {@code multipart/form-data} body by name; of equal names the last. */
record OpenAiForm(Map<String, Part> parts) {

  /**
   * @param filename empty when none was given
   */
  record Part(String filename, byte[] content) {}

  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)");
  private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
  private static final Pattern FILENAME = Pattern.compile("filename=\"([^\"]*)\"");

  static OpenAiForm of(SimulatedRequest request) {
    var parts = new LinkedHashMap<String, Part>();
    var boundary = BOUNDARY.matcher(request.headers().getOrDefault("content-type", ""));
    if (boundary.find()) {
      // One char a byte, so that any content comes out as it went in.
      String body = "\r\n" + new String(request.body(), StandardCharsets.ISO_8859_1);
      for (String part : body.split(Pattern.quote("\r\n--" + boundary.group(1)))) {
        int blank = part.indexOf("\r\n\r\n");
        String head = utf8(blank < 0 ? "" : part.substring(0, blank));
        var name = NAME.matcher(head);
        if (name.find()) {
          var filename = FILENAME.matcher(head);
          parts.put(
              name.group(1),
              new Part(
                  filename.find() ? filename.group(1).replace("%22", "\"") : "",
                  part.substring(blank + 4).getBytes(StandardCharsets.ISO_8859_1)));
        }
      }
    }
    return new OpenAiForm(parts);
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  Optional<Part> file(String name) {
    return Optional.ofNullable(parts.get(name));
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(parts.get(name))
        .map(part -> new String(part.content(), StandardCharsets.UTF_8));
  }
}
