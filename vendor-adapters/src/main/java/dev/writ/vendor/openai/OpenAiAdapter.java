package dev.writ.vendor.openai;

import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorDescriptor.OutOfReach;
import dev.writ.vendor.spi.VendorDescriptor.Setting;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAI API platform with a project key. Setting {@code metadataKey} names the metadata key
 * under which the company's apps store the subject on chat completions; {@code subject} without it.
 */
public final class OpenAiAdapter implements VendorAdapter {
  static final String VECTOR_STORE_FILE = "vector_store_file";
  static final String FILE = "file";
  static final String CONVERSATION_ITEM = "conversation_item";
  static final String CONVERSATION = "conversation";
  static final String RESPONSE = "response";
  static final String CHAT_COMPLETION = "chat_completion";
  static final String CHATKIT_THREAD = "chatkit_thread";
  static final String BATCH = "batch";

  private static final List<String> ERASE_ORDER =
      List.of(
          VECTOR_STORE_FILE,
          FILE,
          CONVERSATION_ITEM,
          CONVERSATION,
          RESPONSE,
          CHAT_COMPLETION,
          CHATKIT_THREAD,
          BATCH);
  private static final Set<Identifier.Type> SUBJECT_TYPES =
      Set.of(
          Identifier.Type.EMAIL,
          Identifier.Type.CUSTOMER_ID,
          Identifier.Type.EXTERNAL_ID,
          Identifier.Type.VENDOR_USER_ID);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");
  private static final int PAGE = 100;
  private static final String SPEC = "openai/openai-openapi openapi.json, 2026-08-21";
  private static final String YOUR_DATA = "OpenAI guide \"Your data\", autumn 2026";

  private static final VendorDescriptor DESCRIPTOR =
      new VendorDescriptor(
          "openai",
          "OpenAI API platform",
          URI.create("https://api.openai.com/v1"),
          List.of("apiKey"),
          List.of(
              new Setting(
                  "metadataKey",
                  "the metadata key of chat completions that holds the person; subject by default")),
          List.of(
              new Surface(
                  VECTOR_STORE_FILE,
                  "by the ledgered vector store and file ids",
                  true,
                  true,
                  "Detaches the file from the store; the file itself is erased as its own object."),
              new Surface(
                  FILE,
                  "by the ledgered id, and through a ledgered batch",
                  true,
                  true,
                  "Also leaves all vector stores. How soon the bytes are purged is not documented."),
              new Surface(
                  CONVERSATION_ITEM,
                  "by listing the items of a ledgered conversation",
                  true,
                  true,
                  ""),
              new Surface(
                  CONVERSATION,
                  "by the ledgered id",
                  true,
                  true,
                  "Items are not erased with their conversation; they are erased first, one by one."),
              new Surface(
                  RESPONSE,
                  "by the ledgered id",
                  true,
                  true,
                  "Stored responses expire after 30 days by default."),
              new Surface(
                  CHAT_COMPLETION,
                  "by the filter metadata[metadataKey] on stored chat completions",
                  true,
                  true,
                  ""),
              new Surface(
                  CHATKIT_THREAD,
                  "by the filter user",
                  true,
                  true,
                  "Items and stored attachments go with the thread."),
              new Surface(
                  BATCH,
                  "by the ledgered id",
                  true,
                  false,
                  "Its input, output and error files are erased as files; batch files expire after 30 days.")),
          List.of(
              new OutOfReach(
                  "Responses and conversations that no app recorded",
                  "No route lists responses or conversations: only ids in the ledger are found.",
                  SPEC),
              new OutOfReach(
                  "Files, vector-store files and batches that no app recorded",
                  "Their lists have no filter for a person, files carry no metadata: only ids in the ledger are found.",
                  SPEC),
              new OutOfReach(
                  "Abuse-monitoring logs",
                  "Kept up to 30 days (for conversations until these are erased); no API reads or erases them.",
                  YOUR_DATA),
              new OutOfReach(
                  "Batches",
                  "No route deletes a batch. Its files are erased, the batch entry with its metadata stays.",
                  SPEC),
              new OutOfReach(
                  "Assistants, threads, messages and runs",
                  "The Assistants API was shut down on 2026-08-26; what was not deleted before is out of reach.",
                  "OpenAI deprecations page, autumn 2026")),
          20,
          4,
          Duration.ofSeconds(2),
          List.of(
              SPEC,
              YOUR_DATA,
              "OpenAI guides \"Rate limits\", \"Error codes\" and \"Conversation state\", autumn 2026",
              "openai/openai-java 4.52.0"),
          LocalDate.of(2026, 11, 23),
          List.of(
              "The answer to deleting a response has no declared form: any success status is taken as the claim.",
              "Whether items of a deleted conversation stay readable is not documented; items are erased first.",
              "Some file purposes refuse a download of the content; which ones is not documented.",
              "How long lists may still show erased objects is not documented; 2 seconds are assumed.",
              "Rate limits of these routes are not documented; 20 calls a second are assumed.",
              "When the bytes of erased files are purged is not documented.",
              "Whether erasing one response affects others that continue it is not documented.",
              "An id of another project is answered like an erased one: the key must belong to the right project."));

  @Override
  public VendorDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public boolean accepts(VendorObject object) {
    return wellFormed(object);
  }

  @Override
  public void check(VendorConnection connection) {
    if (!control(connection)) {
      throw malformed();
    }
  }

  @Override
  public boolean control(VendorConnection connection) {
    var api = api(connection);
    return present(api.files(Map.of("limit", 1))).isList();
  }

  @Override
  public Location locate(VendorConnection connection, Subject subject) {
    var api = api(connection);
    var found = new LinkedHashSet<VendorObject>();
    String key = connection.settings().getOrDefault("metadataKey", "subject");
    var values = new LinkedHashSet<String>();
    subject.identifiers().stream()
        .filter(identifier -> SUBJECT_TYPES.contains(identifier.type()))
        .map(Identifier::value)
        .filter(value -> !value.isBlank())
        .forEach(values::add);
    for (String value : values) {
      pages(
          after -> api.chatCompletions(query(after, "metadata[" + key + "]", value)),
          row -> {
            require(value.equals(row.path("metadata").path(key).asString("")));
            found.add(new VendorObject(CHAT_COMPLETION, rowId(row)));
          });
      pages(
          after -> api.chatkitThreads(query(after, "user", value)),
          row -> {
            require(value.equals(row.path("user").asString("")));
            found.add(new VendorObject(CHATKIT_THREAD, rowId(row)));
          });
    }
    for (VendorObject object : subject.ledgered()) {
      if (fetch(api, object).isPresent()) {
        found.add(object);
        within(api, object, found);
      }
    }
    var ordered = new ArrayList<>(found);
    ordered.sort(Comparator.comparingInt(object -> ERASE_ORDER.indexOf(object.kind())));
    return new Location(ordered, false);
  }

  /** Adds what a ledgered object leads to. */
  private static void within(OpenAiApi api, VendorObject object, Set<VendorObject> found) {
    if (object.kind().equals(CONVERSATION)) {
      unlessGone(
          () -> {
            pages(
                after -> api.conversationItems(object.id(), query(after)),
                row -> found.add(new VendorObject(CONVERSATION_ITEM, rowId(row), object.id())));
            return true;
          });
    } else if (object.kind().equals(BATCH)) {
      for (String id :
          fetch(api, object).map(OpenAiAdapter::batch).map(OpenAiBatch::files).orElse(List.of())) {
        var file = new VendorObject(FILE, id);
        if (fetch(api, file).isPresent()) {
          found.add(file);
        }
      }
    }
  }

  @Override
  public Export export(VendorConnection connection, VendorObject object, RecordSink sink) {
    var api = api(connection);
    fetch(api, object)
        .flatMap(json -> complete(api, object, json))
        .ifPresent(json -> sink.accept(object.kind(), VendorHttp.JSON.writeValueAsString(json)));
    return new Export.Complete();
  }

  /** The object with what only a further route shows; empty when it vanished meanwhile. */
  private static Optional<JsonNode> complete(OpenAiApi api, VendorObject object, JsonNode json) {
    String id = object.id();
    return switch (object.kind()) {
      case FILE -> withContent(api, id, json);
      case RESPONSE -> with(json, "input_items", after -> api.responseInputItems(id, query(after)));
      case CHAT_COMPLETION ->
          with(json, "messages", after -> api.chatCompletionMessages(id, query(after)));
      case CHATKIT_THREAD -> with(json, "items", after -> api.chatkitThreadItems(id, query(after)));
      case VECTOR_STORE_FILE ->
          unlessGone(() -> api.vectorStoreFileContent(object.parent(), id))
              .map(content -> copy(json).set("parsed_content", content));
      default -> Optional.of(json);
    };
  }

  private static Optional<JsonNode> withContent(OpenAiApi api, String id, JsonNode json) {
    ObjectNode whole = VendorHttp.JSON.createObjectNode();
    whole.set("metadata", json);
    try {
      return unlessGone(() -> api.fileContent(id))
          .map(bytes -> whole.put("content_base64", Base64.getEncoder().encodeToString(bytes)));
    } catch (VendorFailure failure) {
      if (failure.kind() == Kind.REJECTED && failure.status() == 400) {
        return Optional.of(whole.put("content_refused", true));
      }
      throw failure;
    }
  }

  private static Optional<JsonNode> with(
      JsonNode json, String field, Function<@Nullable String, @Nullable OpenAiPage> pages) {
    ObjectNode whole = copy(json);
    var rows = whole.putArray(field);
    return unlessGone(
        () -> {
          pages(pages, rows::add);
          return whole;
        });
  }

  @Override
  public Erasure erase(VendorConnection connection, VendorObject object) {
    validate(object);
    var api = api(connection);
    String id = object.id();
    String parent = object.parent();
    return switch (object.kind()) {
      case VECTOR_STORE_FILE ->
          claim(id, "vector_store.file.deleted", () -> api.deleteVectorStoreFile(parent, id));
      case FILE -> claim(id, "file", () -> api.deleteFile(id));
      case CONVERSATION_ITEM ->
          claim(
              () -> api.deleteConversationItem(parent, id),
              answer -> "conversation".equals(answer.object()) && parent.equals(answer.id()));
      case CONVERSATION -> claim(id, "conversation.deleted", () -> api.deleteConversation(id));
      case RESPONSE ->
          claim(
              () -> {
                api.deleteResponse(id);
                return true;
              },
              any -> true);
      case CHAT_COMPLETION ->
          claim(id, "chat.completion.deleted", () -> api.deleteChatCompletion(id));
      case CHATKIT_THREAD -> claim(id, "chatkit.thread.deleted", () -> api.deleteChatkitThread(id));
      default ->
          new Erasure.Impossible(
              "OpenAI has no route that deletes a batch; its files are erased instead.");
    };
  }

  private static Erasure claim(String id, String type, Supplier<@Nullable OpenAiDeleted> call) {
    return claim(
        call,
        answer ->
            Boolean.TRUE.equals(answer.deleted())
                && type.equals(answer.object())
                && id.equals(answer.id()));
  }

  private static <T> Erasure claim(Supplier<@Nullable T> call, Function<T, Boolean> documented) {
    var answer = unlessGone(call);
    if (answer.isEmpty()) {
      return new Erasure.AlreadyAbsent();
    }
    require(documented.apply(answer.get()));
    return new Erasure.Claimed();
  }

  @Override
  public Presence read(VendorConnection connection, VendorObject object) {
    return fetch(api(connection), object).isPresent() ? Presence.PRESENT : Presence.ABSENT;
  }

  /** Reads one object by its id; empty on 404. An answer about anything else is malformed. */
  private static Optional<JsonNode> fetch(OpenAiApi api, VendorObject object) {
    validate(object);
    String id = object.id();
    String parent = object.parent();
    Optional<JsonNode> answer =
        unlessGone(
            () ->
                switch (object.kind()) {
                  case VECTOR_STORE_FILE -> api.vectorStoreFile(parent, id);
                  case FILE -> api.file(id);
                  case CONVERSATION_ITEM -> api.conversationItem(parent, id);
                  case CONVERSATION -> api.conversation(id);
                  case RESPONSE -> api.response(id);
                  case CHAT_COMPLETION -> api.chatCompletion(id);
                  case CHATKIT_THREAD -> api.chatkitThread(id);
                  default -> api.batch(id);
                });
    answer.ifPresent(json -> require(json.isObject() && id.equals(json.path("id").asString(""))));
    return answer;
  }

  /** Follows a list to its end. */
  private static void pages(
      Function<@Nullable String, @Nullable OpenAiPage> list, Consumer<JsonNode> row) {
    var cursors = new HashSet<String>();
    String after = null;
    while (true) {
      String cursor = after;
      OpenAiPage page = present(list.apply(cursor));
      List<JsonNode> rows = present(page.data());
      boolean more = present(page.hasMore());
      require(page.isList());
      rows.forEach(row);
      if (!more) {
        return;
      }
      require(!rows.isEmpty());
      String lastId = page.lastId();
      after = lastId != null ? lastId : rows.getLast().path("id").asString("");
      require(!after.isEmpty() && cursors.add(after));
    }
  }

  private static Map<String, Object> query(@Nullable String after) {
    var query = new LinkedHashMap<String, Object>();
    query.put("limit", PAGE);
    query.put("order", "asc");
    if (after != null) {
      query.put("after", after);
    }
    return query;
  }

  private static Map<String, Object> query(@Nullable String after, String name, String value) {
    var query = query(after);
    query.put(name, value);
    return query;
  }

  /** Runs a call; empty on 404. */
  private static <T> Optional<T> unlessGone(Supplier<@Nullable T> call) {
    try {
      return Optional.of(present(call.get()));
    } catch (VendorFailure failure) {
      if (failure.kind() == Kind.REJECTED && failure.status() == 404) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private static <T> T present(@Nullable T answer) {
    if (answer == null) {
      throw malformed();
    }
    return answer;
  }

  private static void validate(VendorObject object) {
    if (!wellFormed(object)) {
      throw new VendorFailure(Kind.REJECTED, 0);
    }
  }

  private static boolean wellFormed(VendorObject object) {
    boolean contained =
        object.kind().equals(VECTOR_STORE_FILE) || object.kind().equals(CONVERSATION_ITEM);
    return ERASE_ORDER.contains(object.kind())
        && ID.matcher(object.id()).matches()
        && (!contained || ID.matcher(object.parent()).matches());
  }

  private static String rowId(JsonNode row) {
    String id = row.path("id").asString("");
    require(id.length() <= 512 && ID.matcher(id).matches());
    return id;
  }

  private static OpenAiBatch batch(JsonNode json) {
    try {
      return VendorHttp.JSON.treeToValue(json, OpenAiBatch.class);
    } catch (JacksonException unreadable) {
      throw malformed();
    }
  }

  private static ObjectNode copy(JsonNode json) {
    return (ObjectNode) json.deepCopy();
  }

  private static void require(boolean documented) {
    if (!documented) {
      throw malformed();
    }
  }

  private static VendorFailure malformed() {
    return new VendorFailure(Kind.MALFORMED_RESPONSE, 200);
  }

  private static OpenAiApi api(VendorConnection connection) {
    String key = connection.require("apiKey");
    return VendorHttp.client(
        OpenAiApi.class,
        connection,
        request -> request.header("Authorization", "Bearer " + key),
        new OpenAiErrorDecoder());
  }
}
