package dev.writ.vendor.sandbox;

import dev.writ.vendor.spi.VendorHttp;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A simulator's answer. */
public record SimulatedResponse(int status, Map<String, String> headers, byte[] body) {

  /** An answer with {@code value} as JSON. */
  public static SimulatedResponse json(int status, Object value) {
    return new SimulatedResponse(
        status,
        Map.of("Content-Type", "application/json"),
        VendorHttp.JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8));
  }

  /** An answer without a body, e.g. 204. */
  public static SimulatedResponse empty(int status) {
    return new SimulatedResponse(status, Map.of(), new byte[0]);
  }

  /** The same, with this header instead of one of that name in any spelling. */
  SimulatedResponse withHeader(String name, String value) {
    var changed = without(name);
    changed.put(name, value);
    return new SimulatedResponse(status, changed, body);
  }

  SimulatedResponse withoutHeader(String name) {
    return new SimulatedResponse(status, without(name), body);
  }

  private Map<String, String> without(String name) {
    var kept = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    kept.putAll(headers);
    kept.remove(name);
    return kept;
  }

  /** The body is the vendor's. */
  @Override
  public String toString() {
    return status + " ***";
  }
}
