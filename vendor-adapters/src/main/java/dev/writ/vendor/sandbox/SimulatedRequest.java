package dev.writ.vendor.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as a simulator sees it: decoded query parameters, header names in lower case.
 *
 * @param path decoded path without the vendor segment
 */
public record SimulatedRequest(
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, String> headers,
    byte[] body) {

  public Optional<String> param(String name) {
    return query.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** {@code https} where a proxy in front says that the caller spoke it, else {@code http}. */
  public String scheme() {
    return headers.getOrDefault("x-forwarded-proto", "").equals("https") ? "https" : "http";
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Path, query, headers and body may speak of a person or hold a credential. */
  @Override
  public String toString() {
    return method + " ***";
  }
}
