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

  /** Whether anything new goes to the vendor. */
  public enum State {
    ACTIVE,
    /** Takes part in no new request. */
    PAUSED,
    /** Is being left: nothing new goes there, into no request and no ledger. */
    FROZEN,
    /** Was left: its credentials are destroyed. */
    LEFT;

    /** Whether the vendor is being left, or was. */
    public boolean leaving() {
      return this == FROZEN || this == LEFT;
    }
  }

  /** Whether a simulator answers: plain HTTP is let out to the sandbox alone. */
  public boolean simulated() {
    return "http".equals(baseUrl.getScheme());
  }

  /** The task queue of this connection's vendor calls. */
  public String queue() {
    return queueOf(id);
  }

  /** The same, of the connection with this id. */
  public static String queueOf(UUID id) {
    return "writ-connection-" + id;
  }
}
