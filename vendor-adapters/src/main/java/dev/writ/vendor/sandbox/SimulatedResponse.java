package dev.writ.vendor.sandbox;

import dev.writ.vendor.spi.VendorHttp;
import java.nio.charset.StandardCharsets;
import java.util.Map;

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
}
