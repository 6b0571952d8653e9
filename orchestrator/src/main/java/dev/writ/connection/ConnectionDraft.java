package dev.writ.connection;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants a connection to be; what is null is left to the vendor's default when it is
 * created, and as it was when it is changed.
 *
 * @param credentials all of them; replaces those before
 * @param settings all of them; replaces those before
 */
record ConnectionDraft(
    @Nullable String name,
    @Nullable URI baseUrl,
    Connection.@Nullable State state,
    @Nullable Map<String, String> credentials,
    @Nullable Map<String, String> settings,
    @Nullable Double callsPerSecond,
    @Nullable Integer concurrency) {

  @Override
  public String toString() {
    return "ConnectionDraft[***]";
  }
}
