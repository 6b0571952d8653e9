package dev.writ.connection;

import java.net.URI;
import java.util.UUID;

/**
 * One account at one vendor, without its secrets.
 *
 * @param callsPerSecond most calls a second: its own limit, else the vendor's
 * @param concurrency most calls at once: its own limit, else the vendor's
 */
public record Connection(
    UUID id,
    String vendor,
    String name,
    URI baseUrl,
    State state,
    double callsPerSecond,
    int concurrency) {

  /** ACTIVE, or PAUSED: takes part in no new request. */
  public enum State {
    ACTIVE,
    PAUSED
  }

  /** Whether a simulator answers: plain HTTP is let out to the sandbox alone. */
  public boolean simulated() {
    return "http".equals(baseUrl.getScheme());
  }

  /** The task queue of this connection's vendor calls. */
  public String queue() {
    return "writ-connection-" + id;
  }
}
