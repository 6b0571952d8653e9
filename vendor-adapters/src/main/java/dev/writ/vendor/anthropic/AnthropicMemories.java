package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.AnthropicAnswers.refused;
import static dev.writ.vendor.anthropic.AnthropicAnswers.requiredId;
import static dev.writ.vendor.anthropic.AnthropicAnswers.text;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One memory of a store with its history. Deleting a memory keeps every version of it, and adds one
 * more that names its path; the current version of a living memory cannot be redacted. So the
 * memory is deleted first, and then each version is redacted; it is gone when both are.
 */
final class AnthropicMemories {
  private static final AnthropicKind KIND = AnthropicKind.MEMORY;
  private static final String VERSION = "memory_version";

  private final AnthropicAccount account;
  private final VendorObject memory;
  private final String versions;

  AnthropicMemories(AnthropicAccount account, VendorObject memory) {
    this.account = account;
    this.memory = memory;
    this.versions = KIND.list() + "/" + memory.parent() + "/memory_versions";
  }

  boolean present() {
    return account.read(KIND, memory).isPresent()
        || unredacted().stream().anyMatch(version -> legible(version).isPresent());
  }

  /** Also ends what an earlier try left half done, and asks for nothing that is done already. */
  Erasure erase() {
    boolean acted =
        account.read(KIND, memory).isPresent() && account.delete(KIND, memory).isPresent();
    boolean left = false;
    for (var version : unredacted()) {
      if (legible(version).isPresent()) {
        left |= !redacted(version);
        acted = true;
      }
    }
    if (left) {
      return new Erasure.Partial(
          "The vendor refused to redact the entry that records the deletion: it holds the path of"
              + " the memory, and no content.");
    }
    return acted ? new Erasure.Claimed() : new Erasure.AlreadyAbsent();
  }

  /** False when the vendor refuses, which is known of the record of a deletion alone. */
  private boolean redacted(JsonNode version) {
    String id = requiredId(version);
    try {
      account
          .act(versions + "/" + id + "/redact", Map.of())
          .ifPresent(
              answer ->
                  require(text(answer, "id").equals(id) && !text(answer, "redacted_at").isEmpty()));
      return true;
    } catch (VendorFailure failure) {
      if (refused(failure) && text(version, "operation").equals("deleted")) {
        return false;
      }
      throw failure;
    }
  }

  /** The versions, as the vendor's list has them: with their content where {@code full}. */
  List<JsonNode> history(boolean full) {
    var history = new ArrayList<JsonNode>();
    account.pagesWithin(
        AnthropicKind.MEMORY_STORE.object(memory.parent()),
        versions,
        AnthropicPaging.PAGE,
        full ? Map.of("memory_id", memory.id(), "view", "full") : Map.of("memory_id", memory.id()),
        version -> {
          require(text(version, "memory_id").equals(memory.id())); // the filter was heeded
          history.add(version);
        });
    return history;
  }

  private List<JsonNode> unredacted() {
    return history(false).stream()
        .filter(version -> text(version, "redacted_at").isEmpty())
        .toList();
  }

  /** A list may lag behind a redaction; a read by id tells. */
  private Optional<JsonNode> legible(JsonNode version) {
    String id = requiredId(version);
    return account
        .read(versions + "/" + id, VERSION, id)
        .filter(read -> text(read, "redacted_at").isEmpty());
  }
}
