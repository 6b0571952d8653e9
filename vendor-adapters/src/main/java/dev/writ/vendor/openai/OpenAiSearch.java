package dev.writ.vendor.openai;

import static dev.writ.vendor.openai.OpenAiListing.ORDERED;
import static dev.writ.vendor.openai.OpenAiListing.PLAIN;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorObject;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One search for one person: the three lists with a filter for a person, the three lists whose rows
 * carry metadata, the ledgered ids, and whatever those lead to.
 */
final class OpenAiSearch {
  private static final Set<Identifier.Type> SUBJECT_TYPES =
      EnumSet.of(
          Identifier.Type.EMAIL,
          Identifier.Type.CUSTOMER_ID,
          Identifier.Type.EXTERNAL_ID,
          Identifier.Type.VENDOR_USER_ID);

  /**
   * Kinds that commonly hold several people's data, and whose metadata, or the metadata of what led
   * to them, can name one person.
   */
  private static final Set<OpenAiKind> SHARED =
      EnumSet.of(
          OpenAiKind.BATCH,
          OpenAiKind.FINE_TUNING_JOB,
          OpenAiKind.VECTOR_STORE,
          OpenAiKind.EVAL,
          OpenAiKind.EVAL_RUN,
          OpenAiKind.MODEL);

  private final OpenAiAccount account;
  private final Subject subject;
  private final List<Identifier> known;
  private final String metadataKey;
  private final boolean walkLists;
  private final Map<OpenAiKind, Set<VendorObject>> found = new EnumMap<>(OpenAiKind.class);
  private boolean ambiguous;

  OpenAiSearch(OpenAiAccount account, VendorConnection connection, Subject subject) {
    this.account = account;
    this.subject = subject;
    this.metadataKey = OpenAiAdapter.metadataKey(connection);
    this.walkLists =
        !"false".equals(connection.settings().getOrDefault(OpenAiAdapter.WALK_LISTS, "true"));
    this.known =
        subject.identifiers().stream()
            .filter(identifier -> SUBJECT_TYPES.contains(identifier.type()))
            .filter(identifier -> !identifier.value().isBlank())
            .toList();
  }

  Location locate() {
    known.stream().flatMap(OpenAiSearch::writings).distinct().forEach(this::byFilter);
    if (walkLists && !known.isEmpty()) {
      byMetadata("vector_stores", ORDERED, OpenAiKind.VECTOR_STORE);
      byMetadata("batches", PLAIN, OpenAiKind.BATCH);
      byMetadata("evals", ORDERED, OpenAiKind.EVAL);
    }
    for (var entry : subject.ledgered()) {
      var kind = OpenAiAdapter.kind(entry);
      follow(kind, kind.object(entry.id(), entry.parent()), false);
    }
    return new Location(found.values().stream().flatMap(Set::stream).toList(), ambiguous);
  }

  /** An address is also asked for in small letters: filters may tell capitals from them. */
  private static Stream<String> writings(Identifier identifier) {
    var given = identifier.value();
    return identifier.type() == Identifier.Type.EMAIL
        ? Stream.of(given, given.strip().toLowerCase(Locale.ROOT))
        : Stream.of(given);
  }

  private boolean names(String text) {
    return !text.isEmpty() && known.stream().anyMatch(identifier -> identifier.isWritten(text));
  }

  private void byFilter(String value) {
    var metadata = Map.of("metadata[" + metadataKey + "]", value);
    account.pages(
        "chat/completions",
        ORDERED,
        metadata,
        row -> {
          require(names(named(row, "metadata"))); // the filter was heeded
          add(OpenAiKind.CHAT_COMPLETION, row);
        });
    account.pages(
        "chatkit/threads",
        ORDERED,
        Map.of("user", value),
        row -> {
          require(names(row.path("user").asString("")));
          add(OpenAiKind.CHATKIT_THREAD, row);
        });
    account.pages(
        "fine_tuning/jobs",
        PLAIN,
        metadata,
        row -> {
          require(names(named(row, "metadata"))); // the filter was heeded
          arrive(OpenAiKind.FINE_TUNING_JOB, add(OpenAiKind.FINE_TUNING_JOB, row), row);
        });
  }

  /** These lists have no filter: every row is looked at. */
  private void byMetadata(String path, OpenAiListing listing, OpenAiKind kind) {
    var own = new LinkedHashMap<VendorObject, JsonNode>();
    account.pages(
        path,
        listing,
        Map.of(),
        row -> {
          if (names(named(row, "metadata"))) {
            own.put(add(kind, row), row);
          }
        });
    own.forEach((object, json) -> arrive(kind, object, json));
  }

  /**
   * Takes an object that was named by id, if it is there, or nobody can say whether it is, and it
   * has not been taken.
   */
  private void follow(OpenAiKind kind, VendorObject object, boolean own) {
    if (OpenAiAdapter.shutDown(account, kind)) {
      add(kind, object);
    } else if (!found.getOrDefault(kind, Set.of()).contains(object)) {
      account
          .read(kind, object)
          .ifPresent(
              json -> {
                add(kind, object);
                ambiguous |= !own && SHARED.contains(kind) && !names(named(json, "metadata"));
                arrive(kind, object, json);
              });
    }
  }

  /** Goes on to what the object holds and names. */
  private void arrive(OpenAiKind kind, VendorObject object, JsonNode json) {
    String path = kind.path(object);
    switch (kind) {
      case CONVERSATION ->
          account.pagesWithin(
              path + "/items", row -> add(OpenAiKind.CONVERSATION_ITEM, row, object));
      case CONTAINER ->
          account.pagesWithin(path + "/files", row -> add(OpenAiKind.CONTAINER_FILE, row, object));
      case VECTOR_STORE -> attachments(path + "/files", object);
      case EVAL -> runs(path + "/runs", object);
      default -> {}
    }
    for (var link : OpenAiLinks.of(kind, json)) {
      follow(OpenAiAdapter.kind(link), link, true);
    }
  }

  /**
   * Every attachment goes with the store; a file itself only where its attributes name the person.
   */
  private void attachments(String path, VendorObject store) {
    var named = new LinkedHashSet<String>();
    account.pagesWithin(
        path,
        row -> {
          var attached = add(OpenAiKind.VECTOR_STORE_FILE, row, store);
          if (names(named(row, "attributes"))) {
            named.add(attached.id());
          }
        });
    named.forEach(id -> follow(OpenAiKind.FILE, OpenAiKind.FILE.object(id), true));
  }

  private void runs(String path, VendorObject eval) {
    var runs = new LinkedHashMap<VendorObject, JsonNode>();
    account.pagesWithin(path, row -> runs.put(add(OpenAiKind.EVAL_RUN, row, eval), row));
    runs.forEach((run, json) -> arrive(OpenAiKind.EVAL_RUN, run, json));
  }

  private String named(JsonNode row, String field) {
    return row.path(field).path(metadataKey).asString("");
  }

  private VendorObject add(OpenAiKind kind, JsonNode row) {
    return add(kind, kind.object(rowId(kind, row)));
  }

  private VendorObject add(OpenAiKind kind, JsonNode row, VendorObject parent) {
    return add(kind, kind.object(rowId(kind, row), parent.id()));
  }

  private VendorObject add(OpenAiKind kind, VendorObject object) {
    found.computeIfAbsent(kind, any -> new LinkedHashSet<>()).add(object);
    return object;
  }

  private static String rowId(OpenAiKind kind, JsonNode row) {
    String id = row.path("id").asString("");
    require(kind.wellFormed(id));
    return id;
  }
}
