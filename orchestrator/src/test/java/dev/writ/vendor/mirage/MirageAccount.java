package dev.writ.vendor.mirage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.web.RunningWrit;
import java.util.UUID;

/** A connection of its own to the mirage vendor, in the running service. */
public final class MirageAccount implements AutoCloseable {
  private final String key = "key-" + UUID.randomUUID();
  private final UUID connection;

  private MirageAccount() {
    var created =
        RunningWrit.json(
            "POST",
            "/v1/connections",
            "admin",
            """
            {"vendor": "mirage", "name": "%s", "baseUrl": "http://127.0.0.1:9", "credentials": {"key": "%s"}}
            """
                .formatted(key, key));
    assertThat(created.statusCode()).isEqualTo(201);
    connection = UUID.fromString(RunningWrit.read(created).path("id").asString());
  }

  public static MirageAccount open() {
    return new MirageAccount();
  }

  public UUID connection() {
    return connection;
  }

  public MirageStore store() {
    return MirageStore.of(key);
  }

  /** Takes part in no request of another test. */
  @Override
  public void close() {
    state("PAUSED");
  }

  public void state(String state) {
    var changed =
        RunningWrit.json(
            "PATCH", "/v1/connections/" + connection, "admin", "{\"state\":\"" + state + "\"}");
    assertThat(changed.statusCode()).isEqualTo(200);
  }
}
