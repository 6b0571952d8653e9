package dev.writ.vendor.openai;

import dev.writ.vendor.openai.OpenAiDeletion.Container;
import dev.writ.vendor.openai.OpenAiDeletion.Never;
import dev.writ.vendor.openai.OpenAiDeletion.Stub;
import dev.writ.vendor.openai.OpenAiDeletion.Undeclared;
import dev.writ.vendor.spi.VendorObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Kinds of objects in erase order: work is stopped before its files go, attachments go before files
 * and stores, runs before evals, items before conversations.
 */
@SuppressWarnings("ImmutableEnumChecker") // records of strings and unmodifiable lists
enum OpenAiKind {
  BATCH(
      "batch",
      "batches/{id}",
      new Never("OpenAI has no route that deletes a batch: its files are erased, its entry stays."),
      Export.AS_READ),
  FINE_TUNING_JOB(
      "fine_tuning_job",
      "fine_tuning/jobs/{id}",
      new Never(
          "OpenAI has no route that deletes a fine-tuning job: its files and model are erased, its"
              + " entry stays."),
      Export.AS_READ),
  MODEL("model", "models/{id}", new Stub("model"), Export.AS_READ),
  VECTOR_STORE_FILE(
      "vector_store_file",
      "vector_stores/{parent}/files/{id}",
      new Stub("vector_store.file.deleted"),
      new Export(Content.PARSED, List.of())),
  VECTOR_STORE(
      "vector_store", "vector_stores/{id}", new Stub("vector_store.deleted"), Export.AS_READ),
  CONTAINER_FILE(
      "container_file",
      "containers/{parent}/files/{id}",
      new Undeclared("container.file.deleted"),
      new Export(Content.BYTES, List.of())),
  CONTAINER("container", "containers/{id}", new Undeclared("container.deleted"), Export.AS_READ),
  EVAL_RUN(
      "eval_run",
      "evals/{parent}/runs/{id}",
      new Stub("eval.run.deleted", "run_id"),
      new Export(Content.NONE, List.of("output_items"))),
  EVAL("eval", "evals/{id}", new Stub("eval.deleted", "eval_id"), Export.AS_READ),
  FILE("file", "files/{id}", new Stub("file"), new Export(Content.BYTES, List.of())),
  CONVERSATION_ITEM(
      "conversation_item",
      "conversations/{parent}/items/{id}",
      new Container("conversation"),
      Export.AS_READ),
  CONVERSATION(
      "conversation", "conversations/{id}", new Stub("conversation.deleted"), Export.AS_READ),
  RESPONSE(
      "response",
      "responses/{id}",
      new Undeclared("response"),
      new Export(Content.NONE, List.of("input_items"))),
  CHAT_COMPLETION(
      "chat_completion",
      "chat/completions/{id}",
      new Stub("chat.completion.deleted"),
      new Export(Content.NONE, List.of("messages"))),
  CHATKIT_THREAD(
      "chatkit_thread",
      "chatkit/threads/{id}",
      new Stub("chatkit.thread.deleted"),
      new Export(Content.NONE, List.of("items"))),
  SKILL(
      "skill",
      "skills/{id}",
      new Stub("skill.deleted"),
      new Export(Content.BYTES, List.of("versions"))),
  VOICE_CONSENT(
      "voice_consent",
      "audio/voice_consents/{id}",
      new Stub("audio.voice_consent"),
      Export.AS_READ),
  VIDEO("video", "videos/{id}", new Stub("video.deleted"), new Export(Content.BYTES, List.of()));

  /** What {@code /content} below the object's path holds. */
  enum Content {
    NONE,
    BYTES,
    PARSED
  }

  /**
   * What an export adds to the object as read.
   *
   * @param lists words below the object's path that list what belongs to it, each in the plural
   */
  record Export(Content content, List<String> lists) {
    static final Export AS_READ = new Export(Content.NONE, List.of());

    Export {
      lists = List.copyOf(lists);
    }
  }

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern FINE_TUNED = Pattern.compile("ft:[A-Za-z0-9_.:-]+");

  private final String word;
  private final String path;
  private final OpenAiDeletion deletion;
  private final Export export;

  OpenAiKind(String word, String path, OpenAiDeletion deletion, Export export) {
    this.word = word;
    this.path = path;
    this.deletion = deletion;
    this.export = export;
  }

  /** The kind of an object with well-formed ids; empty for any other. */
  static Optional<OpenAiKind> of(VendorObject object) {
    return Arrays.stream(values())
        .filter(kind -> kind.word.equals(object.kind()))
        .filter(kind -> kind.wellFormed(object.id()))
        .filter(kind -> !kind.contained() || ID.matcher(object.parent()).matches())
        .findFirst();
  }

  String word() {
    return word;
  }

  OpenAiDeletion deletion() {
    return deletion;
  }

  Export export() {
    return export;
  }

  /** Below the base URL, with {@code {id}} and {@code {parent}}. */
  String path() {
    return path;
  }

  boolean erasable() {
    return !(deletion instanceof Never);
  }

  /** Whether the object is addressed within another. */
  boolean contained() {
    return path.contains("{parent}");
  }

  /** Only fine-tuned models are anyone's data; OpenAI's own never match. */
  boolean wellFormed(String id) {
    return id.length() <= 512 && (this == MODEL ? FINE_TUNED : ID).matcher(id).matches();
  }

  /** The path of one object. */
  String path(VendorObject object) {
    return path.replace("{parent}", object.parent()).replace("{id}", object.id());
  }

  VendorObject object(String id) {
    return new VendorObject(word, id);
  }

  VendorObject object(String id, String parent) {
    return new VendorObject(word, id, contained() ? parent : "");
  }
}
