package dev.writ.connection;

import java.net.URI;
import java.util.UUID;

/** One account at one vendor, without its secrets. */
public record Connection(UUID id, String vendor, String name, URI baseUrl, State state) {

  /** ACTIVE, or PAUSED: takes part in no new request. */
  public enum State {
    ACTIVE,
    PAUSED
  }

  /** The task queue of this connection's vendor calls. */
  public String queue() {
    return "writ-connection-" + id;
  }
}
