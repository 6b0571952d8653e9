package dev.writ.vendor.openai;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Reads one object whole: its own fields and what only further routes show. */
final class OpenAiExport {
  private final OpenAiAccount account;

  OpenAiExport(OpenAiAccount account) {
    this.account = account;
  }

  /** The object as one JSON object; empty when it is gone, or went while it was read. */
  Optional<ObjectNode> whole(OpenAiKind kind, VendorObject object) {
    return account
        .read(kind, object)
        .map(json -> (ObjectNode) json)
        .map(json -> lists(kind, kind.path(object), json))
        .flatMap(json -> content(kind, kind.path(object), json));
  }

  private ObjectNode lists(OpenAiKind kind, String path, ObjectNode json) {
    for (String word : kind.export().lists()) {
      var rows = json.putArray(word);
      account.pagesWithin(path + "/" + word, rows::add);
    }
    return json;
  }

  private Optional<ObjectNode> content(OpenAiKind kind, String path, ObjectNode json) {
    return switch (kind.export().content()) {
      case NONE -> Optional.of(json);
      case PARSED ->
          account.parsedContent(path).map(content -> json.set("parsed_content", content));
      case BYTES -> bytes(path, json);
    };
  }

  private Optional<ObjectNode> bytes(String path, ObjectNode json) {
    try {
      return account
          .content(path)
          .map(bytes -> json.put("content_base64", Base64.getEncoder().encodeToString(bytes)));
    } catch (VendorFailure failure) {
      if (failure.kind() == Kind.REJECTED && failure.status() == 400) {
        return Optional.of(json.put("content_refused", true));
      }
      throw failure;
    }
  }
}
