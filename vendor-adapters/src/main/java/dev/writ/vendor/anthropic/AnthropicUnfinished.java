package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.AnthropicAnswers.refused;
import static dev.writ.vendor.anthropic.AnthropicAnswers.text;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Message batches and sessions: while they are at work they cannot be deleted, so they are stopped
 * and waited for. A batch is cancelled; a session gets an interrupting event.
 */
final class AnthropicUnfinished {
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private static final Set<String> SESSION_AT_WORK = Set.of("running", "rescheduling");
  private static final Set<String> BATCH_AT_WORK = Set.of("in_progress", "canceling");
  private static final Map<String, Object> INTERRUPT =
      Map.of("events", List.of(Map.of("type", "user.interrupt")));

  private final AnthropicAccount account;
  private final AnthropicKind kind;
  private final VendorObject object;

  /** Names the object, so that no poll answers for another one. */
  private final String handle;

  AnthropicUnfinished(AnthropicAccount account, AnthropicKind kind, VendorObject object) {
    this.account = account;
    this.kind = kind;
    this.object = object;
    this.handle = "stopping " + object.kind() + " " + object.id();
  }

  /**
   * @param seen the object as it was just read
   */
  Erasure erase(JsonNode seen) {
    if (!atWork(seen)) {
      return delete();
    }
    if (!text(seen, "processing_status").equals("canceling")) {
      stop();
    }
    return new Erasure.InProgress(handle, AGAIN);
  }

  /** A refusal means that it has just ended, which the next look shows. */
  private void stop() {
    String path = kind.path(object);
    try {
      if (kind == AnthropicKind.SESSION) {
        account.act(path + "/events", INTERRUPT);
      } else {
        account.act(path + "/cancel", Map.of());
      }
    } catch (VendorFailure failure) {
      if (!refused(failure)) {
        throw failure;
      }
    }
  }

  /** Asks again about what {@link #erase} saw at work; a handle of another object is refused. */
  Erasure poll(String asked) {
    if (!asked.equals(handle)) {
      throw new VendorFailure(Kind.REJECTED, 0);
    }
    var seen = account.read(kind, object);
    if (seen.isEmpty()) {
      return new Erasure.AlreadyAbsent();
    }
    return atWork(seen.get()) ? new Erasure.InProgress(handle, AGAIN) : delete();
  }

  private Erasure delete() {
    try {
      return account.delete(kind, object).isPresent()
          ? new Erasure.Claimed()
          : new Erasure.AlreadyAbsent();
    } catch (VendorFailure failure) {
      // Which status refuses what is at work is not documented.
      if (refused(failure) && account.read(kind, object).filter(this::atWork).isPresent()) {
        return new Erasure.InProgress(handle, AGAIN);
      }
      throw failure;
    }
  }

  private boolean atWork(JsonNode json) {
    if (kind == AnthropicKind.SESSION) {
      return SESSION_AT_WORK.contains(text(json, "status"));
    }
    String status = text(json, "processing_status");
    require(status.equals("ended") || BATCH_AT_WORK.contains(status));
    return !status.equals("ended");
  }
}
