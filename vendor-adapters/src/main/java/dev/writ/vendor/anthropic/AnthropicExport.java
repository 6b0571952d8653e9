package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.AnthropicAnswers.refused;
import static dev.writ.vendor.anthropic.AnthropicAnswers.text;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one object out: its own fields as one record, then what it holds row by row; what is a file
 * at the vendor goes out as one, and is never held in memory.
 */
final class AnthropicExport {
  /** With content a page of memories has at most 20. */
  private static final Map<String, Object> FULL = Map.of("view", "full");

  private final AnthropicAccount account;
  private final AnthropicSettings settings;
  private final AnthropicKind kind;
  private final VendorObject object;
  private final RecordSink sink;

  AnthropicExport(
      AnthropicAccount account,
      AnthropicSettings settings,
      AnthropicKind kind,
      VendorObject object,
      RecordSink sink) {
    this.account = account;
    this.settings = settings;
    this.kind = kind;
    this.object = object;
    this.sink = sink;
  }

  void run() {
    if (kind == AnthropicKind.MEMORY) {
      exportMemory();
    } else {
      account.read(kind, object).ifPresent(this::export);
    }
  }

  private void export(JsonNode json) {
    String path = kind.path(object);
    switch (kind) {
      case FILE -> exportFile(json);
      case MESSAGE_BATCH -> exportBatch(json);
      case SESSION -> {
        send(json);
        rows(path + "/events", Map.of(), "event");
      }
      case MEMORY_STORE -> {
        send(json);
        rows(path + "/memories", FULL, "memory");
        rows(path + "/memory_versions", FULL, "memory_version");
      }
      case INVITE -> {
        if (!text(json, "status").equals("deleted")) {
          send(json);
        }
      }
      case USER -> {
        send(json);
        keysOf(account, object.id(), key -> send(wrapped("api_key", key)));
      }
      case USER_PROFILE, MEMORY -> send(json);
    }
  }

  /** What is redacted says nothing about anybody any more. */
  private void exportMemory() {
    account.read(kind, object).ifPresent(this::send);
    for (var version : new AnthropicMemories(account, object).history(true)) {
      if (text(version, "redacted_at").isEmpty()) {
        send(wrapped("memory_version", version));
      }
    }
  }

  /** Uploaded files are not handed out again; those that code or skills made are. */
  private void exportFile(JsonNode json) {
    if (json.path("downloadable").asBoolean(false) && downloaded(json)) {
      send(json);
      return;
    }
    send(
        with(
            json,
            "content_withheld",
            "Anthropic does not hand out uploaded files: take the original from where it was"
                + " uploaded from"));
  }

  private boolean downloaded(JsonNode json) {
    String name = text(json, "filename");
    String type = text(json, "mime_type");
    try {
      return account.download(
          kind.path(object) + "/content",
          content ->
              sink.file(
                  kind.word(),
                  name.isBlank() ? object.id() : name,
                  type.matches("[a-z]+/\\S+") ? type : "application/octet-stream",
                  content));
    } catch (VendorFailure failure) {
      if (refused(failure)) {
        return false;
      }
      throw failure;
    }
  }

  /** The results of a shared batch are other people's as well. */
  private void exportBatch(JsonNode json) {
    boolean own = settings.batchesOfOnePerson() || AnthropicEraser.requests(json) == 1;
    if (!text(json, "processing_status").equals("ended")) {
      send(with(json, "results_withheld", "the batch has not ended"));
    } else if (!own) {
      send(with(json, "results_withheld", "the batch may hold results of other people"));
    } else if (!text(json, "archived_at").isEmpty()) {
      send(with(json, "results_withheld", "the vendor keeps results for 29 days"));
    } else {
      boolean there =
          account.download(
              kind.path(object) + "/results",
              lines ->
                  sink.file(kind.word(), object.id() + ".jsonl", "application/x-jsonl", lines));
      send(there ? json : with(json, "results_withheld", "the vendor has no results any more"));
    }
  }

  /** Every API key that the member created, whatever its status. */
  static void keysOf(AnthropicAccount account, String member, Consumer<JsonNode> each) {
    account.pages(
        "v1/organizations/api_keys",
        AnthropicPaging.CURSOR,
        Map.of("created_by_user_id", member, "limit", 100),
        key -> {
          require(text(key.path("created_by"), "id").equals(member)); // the filter was heeded
          each.accept(key);
        });
  }

  private void rows(String path, Map<String, Object> query, String word) {
    account.pagesWithin(object, path, AnthropicPaging.PAGE, query, row -> send(wrapped(word, row)));
  }

  private static JsonNode with(JsonNode json, String name, String value) {
    require(json.isObject());
    return ((ObjectNode) json).put(name, value);
  }

  private static JsonNode wrapped(String name, JsonNode json) {
    return VendorHttp.JSON.createObjectNode().set(name, json);
  }

  private void send(JsonNode json) {
    sink.accept(kind.word(), VendorHttp.JSON.writeValueAsString(json));
  }
}
