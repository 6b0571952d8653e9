package dev.writ.vendor.chatgptenterprise;

import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.isId;

import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Single objects: which could exist, whether they are there, and what they say. */
record ChatGptObjects(ChatGptWorkspace workspace) {

  /**
   * Whether it could exist. What lies below a member names the member as its parent; a conversation
   * may do without, as there is a route that does.
   */
  static boolean wellFormed(VendorObject object) {
    var kind = ChatGptKind.of(object.kind());
    if (kind.isEmpty() || !isId(object.id())) {
      return false;
    }
    if (object.parent().isEmpty()) {
      return !kind.get().ofUser() || kind.get() == ChatGptKind.CONVERSATION;
    }
    return kind.get().ofUser() && isId(object.parent());
  }

  /** The kind of what could exist, or a REJECTED failure. */
  static ChatGptKind requireKind(VendorObject object) {
    if (!wellFormed(object)) {
      throw new VendorFailure(Kind.REJECTED, 0);
    }
    return ChatGptKind.of(object.kind()).orElseThrow();
  }

  /** Not for conversations, which nothing shows. */
  boolean present(ChatGptKind kind, VendorObject object) {
    return switch (kind) {
      case MEMORIES -> !workspace.memories(object.id()).entries().isEmpty();
      case RECORDING -> row(kind, object).isPresent() || transcript(object).isPresent();
      default -> found(kind, object).isPresent();
    };
  }

  /**
   * Whether an absence was seen in a list at all: one that is not there shows none, because what a
   * removed member made stays.
   */
  boolean listIsShown(ChatGptKind kind, VendorObject object) {
    return switch (kind) {
      case MEMORIES -> workspace.showsMemories(object.id());
      case AUTOMATION, RECORDING -> workspace.showsList(kind, object.parent());
      default -> true;
    };
  }

  void export(ChatGptKind kind, VendorObject object, RecordSink sink) {
    if (kind == ChatGptKind.MEMORIES) {
      exportMemories(object.id(), sink);
      return;
    }
    found(kind, object).ifPresent(json -> send(sink, kind, json));
    if (kind == ChatGptKind.RECORDING) {
      transcript(object).ifPresent(json -> send(sink, kind, wrapped("transcript", json)));
    }
  }

  private void exportMemories(String user, RecordSink sink) {
    var memories = workspace.memories(user);
    memories.entries().values().forEach(entry -> send(sink, ChatGptKind.MEMORIES, entry));
    if (memories.more()) {
      var record = VendorHttp.JSON.createObjectNode().put("moreMemoriesThanTheVendorLists", true);
      send(sink, ChatGptKind.MEMORIES, record);
    }
    if (!memories.entries().isEmpty()) {
      workspace
          .aboutYou(user)
          .ifPresent(json -> send(sink, ChatGptKind.MEMORIES, wrapped("aboutYouSummary", json)));
    }
  }

  private Optional<JsonNode> found(ChatGptKind kind, VendorObject object) {
    return kind.look() == ChatGptKind.Look.ID
        ? workspace.read(kind, object.parent(), object.id())
        : row(kind, object);
  }

  private Optional<JsonNode> row(ChatGptKind kind, VendorObject object) {
    return workspace.listed(kind, object.parent(), object.id());
  }

  private Optional<JsonNode> transcript(VendorObject recording) {
    return workspace.transcript(recording.parent(), recording.id());
  }

  private static JsonNode wrapped(String name, JsonNode json) {
    var record = VendorHttp.JSON.createObjectNode();
    record.set(name, json);
    return record;
  }

  private static void send(RecordSink sink, ChatGptKind kind, JsonNode json) {
    sink.accept(kind.word(), VendorHttp.JSON.writeValueAsString(json));
  }
}
