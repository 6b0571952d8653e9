package dev.writ.vendor.anthropic;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One object the simulated account holds. */
final class SimulatedThing {
  private enum State {
    LIVE,
    HIDDEN,
    GONE
  }

  final String id;
  final ObjectNode json;
  final @Nullable String owner;
  byte[] content = new byte[0];

  /** When it ends by itself, by the sandbox's clock: nothing shows it any more. */
  Instant end = Instant.MAX;

  /** Reads by id until work under way has ended. */
  int polls;

  private State state = State.LIVE;
  private ObjectNode stale;
  private Instant staleUntil = Instant.MIN;

  /**
   * @param owner key of the person whose data it is
   */
  SimulatedThing(ObjectNode json, @Nullable String owner) {
    this.id = json.path("id").asString("");
    this.json = json;
    this.owner = owner;
    this.stale = json;
  }

  void hide() {
    state = State.HIDDEN;
  }

  void vanish() {
    state = State.GONE;
  }

  void appear() {
    state = State.LIVE;
  }

  /** Lists show this state of it until then. */
  void lag(ObjectNode before, Instant until) {
    stale = before;
    staleUntil = until;
  }

  boolean readable() {
    return state != State.GONE;
  }

  /** What a list shows; null for nothing. */
  @Nullable ObjectNode listed(Instant now) {
    if (now.isBefore(staleUntil)) {
      return stale;
    }
    return state == State.LIVE ? json : null;
  }

  boolean is(String field, String value) {
    return json.path(field).asString("").equals(value);
  }
}
