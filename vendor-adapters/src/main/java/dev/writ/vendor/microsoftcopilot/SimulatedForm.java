package dev.writ.vendor.microsoftcopilot;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A URL-encoded form as its fields. */
final class SimulatedForm {
  private SimulatedForm() {}

  static Map<String, String> of(String text) {
    var fields = new LinkedHashMap<String, String>();
    for (var pair : text.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
