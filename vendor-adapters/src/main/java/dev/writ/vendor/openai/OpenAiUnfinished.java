package dev.writ.vendor.openai;

import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.openai.OpenAiDeletion.Never;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Batches and fine-tuning jobs. What still runs is cancelled and waited for; then what it made is
 * deleted, because no search can have found it; the entry itself cannot be. What a search found
 * ended is left alone: its files were found with it.
 */
final class OpenAiUnfinished {
  /** A batch is {@code cancelling} for up to ten minutes. */
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private static final String HANDLE = "cancelling";

  private static final Set<String> RUNNING =
      Set.of(
          "validating",
          "in_progress",
          "finalizing",
          "cancelling", // batches
          "validating_files",
          "queued",
          "running"); // fine-tuning jobs

  private static final Set<String> ENDED =
      Set.of("completed", "failed", "expired", "cancelled", "succeeded");

  private final OpenAiAccount account;
  private final OpenAiKind kind;
  private final VendorObject object;
  private final Never never;

  OpenAiUnfinished(OpenAiAccount account, OpenAiKind kind, VendorObject object, Never never) {
    this.account = account;
    this.kind = kind;
    this.object = object;
    this.never = never;
  }

  Erasure stop() {
    var json = account.read(kind, object);
    if (json.isEmpty()) {
      return new Erasure.AlreadyAbsent();
    }
    if (!runs(json.get())) {
      return new Erasure.Impossible(never.reason());
    }
    return conclude(status(json.get()).equals(HANDLE) ? json : cancelled());
  }

  /** Asks again about what {@link #stop} saw running. */
  Erasure poll(String handle) {
    if (!handle.equals(HANDLE)) {
      throw new VendorFailure(Kind.REJECTED, 0);
    }
    return conclude(account.read(kind, object));
  }

  /** A refusal means that it ended, or is about to: reading again tells which. */
  private Optional<JsonNode> cancelled() {
    try {
      return account.cancel(kind, object);
    } catch (VendorFailure refused) {
      if (refused.kind() == Kind.REJECTED && (refused.status() == 400 || refused.status() == 409)) {
        return account.read(kind, object);
      }
      throw refused;
    }
  }

  private Erasure conclude(Optional<JsonNode> json) {
    if (json.isEmpty()) {
      return new Erasure.AlreadyAbsent();
    }
    if (runs(json.get())) {
      return new Erasure.InProgress(HANDLE, AGAIN);
    }
    for (var made : OpenAiLinks.made(kind, json.get())) {
      account.delete(OpenAiAdapter.kind(made), made);
    }
    return new Erasure.Impossible(never.reason());
  }

  private static boolean runs(JsonNode json) {
    String status = status(json);
    require(RUNNING.contains(status) || ENDED.contains(status));
    return RUNNING.contains(status);
  }

  private static String status(JsonNode json) {
    return json.path("status").asString("");
  }
}
