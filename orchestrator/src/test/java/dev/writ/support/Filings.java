package dev.writ.support;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Bodies of new requests: under the GDPR, received today, at every connection. */
public final class Filings {
  /** Requests of long ago would ring their clocks' alarms as well. */
  public static final String TODAY = LocalDate.now(ZoneOffset.UTC).toString();

  /** After the first date of an answer and before the last one that can be had. */
  public static final String LATER = LocalDate.now(ZoneOffset.UTC).plusDays(60).toString();

  private static final Set<String> TO_PROVE =
      Set.of(
          "UNVERIFIED",
          "ONE_TIME_CODE",
          "ONE_TIME_LINK",
          "MATCHED_DATA_POINTS",
          "AUTHORISED_AGENT",
          "AUTHORIZED_AGENT");

  private Filings() {}

  /** A body that may still be changed; {@code method} is how the person was identified. */
  public static Map<String, Object> request(
      String kind, String method, List<Map<String, String>> identifiers) {
    var body = new LinkedHashMap<String, Object>();
    body.put("kind", kind);
    body.put("regime", "GDPR");
    body.put("receivedOn", TODAY);
    body.put("subject", Map.of("identifiers", identifiers));
    body.put("identity", identity(method));
    return body;
  }

  /** The same of a person who is known by addresses. */
  public static Map<String, Object> request(String kind, String method, String... emails) {
    return request(
        kind, method, Stream.of(emails).map(email -> identifier("EMAIL", email)).toList());
  }

  /** What is filed as {@code identity}: who vouches for the person says how. */
  public static Map<String, String> identity(String method) {
    var word = method.toUpperCase(Locale.ROOT).replaceAll("[\\s_-]+", "_");
    return TO_PROVE.contains(word)
        ? Map.of("method", method)
        : Map.of("method", method, "note", "Called back");
  }

  public static Map<String, String> identifier(String type, String value) {
    return Map.of("type", type, "value", value);
  }
}
