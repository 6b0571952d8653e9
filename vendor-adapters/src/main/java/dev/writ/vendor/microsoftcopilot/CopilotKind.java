package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.spi.VendorObject;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Kinds of objects in erase order; the id of each is the Entra object id. The history goes first: a
 * deleted account hides it.
 */
enum CopilotKind {
  INTERACTIONS("copilot_interactions"),
  /** Memories, Pages and Notebooks: a human looks for them, with eDiscovery where they can. */
  MEMORIES("copilot_memories"),
  /** Chats with the company's own agents, and the agents the person made: not in the history. */
  STUDIO("copilot_studio"),
  ACCOUNT("account");

  private final String word;

  CopilotKind(String word) {
    this.word = word;
  }

  /** Our word, in {@code VendorObject.kind}. */
  String word() {
    return word;
  }

  VendorObject of(String user) {
    return new VendorObject(word, user);
  }

  static Optional<CopilotKind> of(VendorObject object) {
    return Arrays.stream(values())
        .filter(kind -> kind.word.equals(object.kind()))
        .filter(kind -> object.parent().isEmpty() && GraphAnswers.isObjectId(object.id()))
        .findFirst();
  }

  /** The kind, or a REJECTED failure for what could not exist. */
  static CopilotKind require(VendorObject object) {
    return of(object).orElseThrow(GraphAnswers::rejected);
  }

  static String user(VendorObject object) {
    return object.id().toLowerCase(Locale.ROOT);
  }
}
