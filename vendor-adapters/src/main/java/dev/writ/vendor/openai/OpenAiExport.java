package dev.writ.vendor.openai;

import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one object out: its own fields as one record, then what only further routes show row by
 * row; what is a file at the vendor goes out as one, and is never held in memory.
 */
final class OpenAiExport {
  private final OpenAiAccount account;
  private final OpenAiKind kind;
  private final VendorObject object;
  private final RecordSink sink;

  OpenAiExport(OpenAiAccount account, OpenAiKind kind, VendorObject object, RecordSink sink) {
    this.account = account;
    this.kind = kind;
    this.object = object;
    this.sink = sink;
  }

  /** Sends nothing when the object is gone, or went while its content was read. */
  void run() {
    account
        .read(kind, object)
        .map(json -> (ObjectNode) json)
        .filter(json -> kind.export().content() != OpenAiKind.Content.BYTES || bytes(json))
        .ifPresent(this::export);
  }

  private void export(ObjectNode json) {
    send(json);
    var path = kind.path(object);
    if (kind.export().content() == OpenAiKind.Content.PARSED
        && account.parsedContent(path, part -> send(wrapped("parsed_content", part)))) {
      send(VendorHttp.JSON.createObjectNode().put("more_parsed_content_than_handed_out", true));
    }
    for (String word : kind.export().lists()) {
      var row = word.substring(0, word.length() - 1);
      account.pagesWithin(path + "/" + word, each -> send(wrapped(row, each)));
    }
  }

  /** False when the object went meanwhile; a content that is withheld is said to be. */
  private boolean bytes(ObjectNode json) {
    try {
      if (account.content(
          kind.path(object),
          (mediaType, content) -> sink.file(kind.word(), name(json), mediaType, content))) {
        return true;
      }
    } catch (VendorFailure failure) {
      if (failure.kind() == Kind.REJECTED && failure.status() == 400) {
        json.put("content_refused", true);
        return true;
      }
      throw failure;
    }
    json.put("content_not_found", true);
    return account.read(kind, object).isPresent();
  }

  /** A file's name, a container file's path, a skill's name; else its id. */
  private String name(JsonNode json) {
    for (String field : new String[] {"filename", "path", "name"}) {
      var name = json.path(field).asString("");
      if (!name.isBlank()) {
        return name;
      }
    }
    return object.id();
  }

  private static JsonNode wrapped(String name, JsonNode json) {
    return VendorHttp.JSON.createObjectNode().set(name, json);
  }

  private void send(JsonNode json) {
    sink.accept(kind.word(), VendorHttp.JSON.writeValueAsString(json));
  }
}
