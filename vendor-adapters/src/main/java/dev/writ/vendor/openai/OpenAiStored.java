package dev.writ.vendor.openai;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One object the simulator holds. */
final class OpenAiStored {
  private enum State {
    LIVE,
    HIDDEN,
    GONE
  }

  final String id;
  final ObjectNode json;
  final @Nullable String owner;
  byte[] content = new byte[0];

  /** When it was made, by the sandbox's clock. */
  Instant madeAt = Instant.EPOCH;

  /** When it ends by itself, by the sandbox's clock. */
  Instant endsAt = Instant.MAX;

  /** The batch that attached it to a vector store. */
  @Nullable String batch;

  private State state = State.LIVE;
  private Instant listedUntil = Instant.MIN;

  /**
   * @param owner whose data it is: a person's key, or the value of the metadata key subject
   */
  OpenAiStored(ObjectNode json, @Nullable String owner) {
    this.id = json.path("id").asString("");
    this.json = json;
    this.owner = owner;
  }

  void hide() {
    state = State.HIDDEN;
  }

  /** Gone for reads by id at once, for lists only from then on. */
  void vanish(Instant listedUntil) {
    this.state = State.GONE;
    this.listedUntil = listedUntil;
  }

  void restore() {
    state = State.LIVE;
  }

  boolean readable() {
    return state != State.GONE;
  }

  boolean listed(Instant now) {
    return state == State.LIVE || (state == State.GONE && now.isBefore(listedUntil));
  }
}
