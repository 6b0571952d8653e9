package dev.writ.vendor.bell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.spi.LedgerFeed.Portion;
import dev.writ.web.RunningWrit;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A connection of its own to the bell vendor, in the running service. */
public final class BellAccount implements AutoCloseable {
  private final String key = "key-" + UUID.randomUUID();
  private final UUID connection;

  private BellAccount(BellTower.Script feed) {
    tower().feed = feed;
    var created =
        RunningWrit.json(
            "POST",
            "/v1/connections",
            "admin",
            """
            {"vendor": "bell", "name": "%s", "baseUrl": "http://127.0.0.1:9", "credentials": {"key": "%s"}}
            """
                .formatted(key, key));
    assertThat(created.statusCode()).isEqualTo(201);
    connection = UUID.fromString(RunningWrit.read(created).path("id").asString());
  }

  public static BellAccount open() {
    return open((cursor, sink) -> new Portion(cursor, false));
  }

  /** One whose record says this from the first. */
  public static BellAccount open(BellTower.Script feed) {
    return new BellAccount(feed);
  }

  public UUID connection() {
    return connection;
  }

  public BellTower tower() {
    return BellTower.of(key);
  }

  public String hook() {
    return "/v1/connections/" + connection + "/webhook";
  }

  /** What changes its credentials to what they are. */
  public String sameCredentials() {
    return "{\"credentials\": {\"key\": \"%s\"}}".formatted(key);
  }

  /** A call as the vendor makes it. */
  public HttpResponse<byte[]> ring(String body) {
    return ring(hook(), Instant.now(), body);
  }

  public HttpResponse<byte[]> ring(String path, Instant at, String body, String... headers) {
    var url = URI.create("http://127.0.0.1:" + RunningWrit.port() + path);
    var time = Long.toString(at.getEpochSecond());
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var all = new ArrayList<>(List.of(headers));
    all.addAll(
        List.of(BellHooks.TIME, time, BellHooks.SIGNATURE, BellTower.sign(key, url, time, bytes)));
    return RunningWrit.call(
        "POST", path, BodyPublishers.ofByteArray(bytes), all.toArray(String[]::new));
  }

  /** Takes part in no request of another test. */
  @Override
  public void close() {
    var paused =
        RunningWrit.json(
            "PATCH", "/v1/connections/" + connection, "admin", "{\"state\":\"PAUSED\"}");
    assertThat(paused.statusCode()).isEqualTo(200);
  }
}
