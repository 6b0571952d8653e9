package dev.writ.vendor.openai;

import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.malformed;
import static dev.writ.vendor.spi.Answers.require;
import static dev.writ.vendor.spi.Answers.unlessGone;

import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * One project's account: reads, lists and deletes, and takes nothing for an answer that the
 * documents do not describe. 404 is no failure but an absence.
 */
final class OpenAiAccount {
  /** What fits a header, and no template of the client. */
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E&&[^{}]]+");

  /**
   * UNCONFIRMED: what the list of an API that was shut down answers. These are taken for "gone";
   * whatever else is answered says nothing.
   */
  private static final Set<Integer> GONE = Set.of(400, 404, 410);

  private final OpenAiApi api;
  private final OpenAiDownload download;

  OpenAiAccount(VendorConnection connection) {
    this(connection, OpenAiAdapter.CREDENTIAL);
  }

  private OpenAiAccount(VendorConnection connection, String credential) {
    String key = connection.require(credential);
    if (!TOKEN.matcher(key).matches()) {
      throw new VendorFailure(Kind.AUTHENTICATION, 0);
    }
    this.api =
        VendorHttp.client(
            OpenAiApi.class,
            connection,
            request -> headers(key, request.path()).forEach(request::header),
            new OpenAiErrorDecoder(InstantSource.system()));
    this.download = new OpenAiDownload(connection, path -> headers(key, path));
  }

  private static Map<String, String> headers(String key, String path) {
    var headers = new LinkedHashMap<>(Map.of("Authorization", "Bearer " + key));
    beta(path).ifPresent(beta -> headers.put("OpenAI-Beta", beta));
    return headers;
  }

  /** With the organization's admin key. */
  static OpenAiAccount admin(VendorConnection connection) {
    return new OpenAiAccount(connection, OpenAiAdapter.ADMIN_CREDENTIAL);
  }

  /** The beta headers the official Java client sends. */
  private static Optional<String> beta(String path) {
    if (path.startsWith("/vector_stores")) {
      return Optional.of("assistants=v2");
    }
    return path.startsWith("/chatkit") ? Optional.of("chatkit_beta=v1") : Optional.empty();
  }

  /** Reads the first row of a list, which proves that the key may; false when there is none. */
  boolean peek(String path) {
    return !rows(answered(api.list(path, Map.of("limit", 1)))).isEmpty();
  }

  /**
   * Whether the vendor still has this list: without it a 404 tells nothing about an object. Only
   * what a list that is gone may answer means that it is.
   */
  boolean has(String list) {
    try {
      peek(list);
      return true;
    } catch (VendorFailure failure) {
      if (failure.kind() == Kind.REJECTED && GONE.contains(failure.status())) {
        return false;
      }
      throw failure;
    }
  }

  /** Whether any model is listed: every project may use some of the vendor's own. */
  boolean anyModel() {
    return plain("models")
        .map(list -> list.path("data"))
        .filter(rows -> !rows.isEmpty())
        .isPresent();
  }

  /** Reads one object by its id; empty on 404. An answer about anything else is malformed. */
  Optional<JsonNode> read(OpenAiKind kind, VendorObject object) {
    var answer = unlessGone(() -> api.read(kind.path(object)));
    answer.ifPresent(json -> require(isObject(json, object.id())));
    return answer;
  }

  /** One answer that is no object with an id; empty on 404. */
  Optional<JsonNode> plain(String path) {
    var answer = unlessGone(() -> api.read(path));
    answer.ifPresent(json -> require(json.isObject()));
    return answer;
  }

  /** Hands a content on while it arrives; false when it is not there. */
  boolean content(String path, OpenAiDownload.Taking taking) {
    return isThere(() -> download.content(path + "/content", taking));
  }

  /**
   * Hands on the parts of a text that was parsed for searching; one that is gone has none.
   *
   * @return whether the vendor has more, for which no call is documented
   */
  boolean parsedContent(String path, Consumer<JsonNode> part) {
    return unlessGone(() -> download.page(path + "/content", Map.of(), part, JsonNode.class))
        .map(
            page -> {
              require("vector_store.file_content.page".equals(page.path("object").asString("")));
              require(page.path("data").isArray() && page.path("has_more").isBoolean());
              return page.path("has_more").asBoolean();
            })
        .orElse(false);
  }

  /** Follows a list to its end. */
  void pages(
      String path, OpenAiListing listing, Map<String, String> filter, Consumer<JsonNode> row) {
    var cursors = new HashSet<String>();
    String after = null;
    do {
      var page = page(path, listing, filter, after);
      page.rows().forEach(row);
      after = page.next();
      require(after == null || cursors.add(after));
    } while (after != null);
  }

  /**
   * Rows of one page.
   *
   * @param next cursor of the next page, null after the last
   */
  record Rows(List<JsonNode> rows, @Nullable String next) {}

  /** One page of a list; one that leads back to itself is malformed. */
  Rows page(
      String path, OpenAiListing listing, Map<String, String> filter, @Nullable String after) {
    var page = answered(api.list(path, listing.query(filter, after)));
    var rows = rows(page);
    var next = page.next();
    require(next == null || (!next.isEmpty() && !next.equals(after)));
    return new Rows(rows, next);
  }

  /** One page of what an object holds; an object that is gone holds nothing. */
  Rows pageWithin(String path, @Nullable String after) {
    return unlessGone(() -> page(path, OpenAiListing.ORDERED, Map.of(), after))
        .orElseGet(() -> new Rows(List.of(), null));
  }

  /** Creates an object; the answer names it. */
  JsonNode create(String path, Map<String, ?> body) {
    return named(api.create(path, body));
  }

  /** Creates an object from a form that {@link OpenAiUpload} made. */
  JsonNode create(String path, OpenAiUpload form) {
    return named(api.upload(path, form.body()));
  }

  private static JsonNode named(@Nullable JsonNode answer) {
    var json = answered(answer);
    require(json.isObject());
    return json;
  }

  /**
   * Follows the list of what an object holds, of which a single row may be 70 MiB large (the
   * specification's most for {@code file_data}): each is handed on before the next is read. An
   * object that is gone holds nothing more.
   */
  void pagesWithin(String path, Consumer<JsonNode> row) {
    isThere(() -> arriving(path, row));
  }

  private void arriving(String path, Consumer<JsonNode> row) {
    var cursors = new HashSet<String>();
    String after = null;
    do {
      var query = OpenAiListing.ORDERED.query(Map.of(), after);
      var page = download.page(path, query, row, OpenAiPage.class);
      rows(page);
      after = page.next();
      require(after == null || (!after.isEmpty() && cursors.add(after)));
    } while (after != null);
  }

  private static List<JsonNode> rows(OpenAiPage page) {
    require("list".equals(page.object()));
    answered(page.hasMore());
    return answered(page.data());
  }

  /** Deletes one object; only the documented answer is a claim. */
  Erasure delete(OpenAiKind kind, VendorObject object) {
    var body = unlessGone(() -> api.delete(kind.path(object)));
    if (body.isEmpty()) {
      return new Erasure.AlreadyAbsent();
    }
    require(kind.deletion().claims(json(body.get()), object.id(), object.parent()));
    return new Erasure.Claimed();
  }

  /** Takes something of the organization's away; false on 404. */
  boolean remove(String path, String object, String id) {
    var body = unlessGone(() -> api.delete(path));
    body.ifPresent(answer -> require(new OpenAiDeletion.Stub(object).claims(json(answer), id, "")));
    return body.isPresent();
  }

  /** Asks to stop a batch or a fine-tuning job; empty on 404. */
  Optional<JsonNode> cancel(OpenAiKind kind, VendorObject object) {
    var answer = unlessGone(() -> api.cancel(kind.path(object)));
    answer.ifPresent(json -> require(isObject(json, object.id())));
    return answer;
  }

  private static boolean isObject(JsonNode json, String id) {
    return json.isObject() && id.equals(json.path("id").asString(""));
  }

  private static JsonNode json(byte[] body) {
    try {
      return body.length == 0 ? MissingNode.getInstance() : VendorHttp.JSON.readTree(body);
    } catch (JacksonException unreadable) {
      throw malformed();
    }
  }

  private static boolean isThere(Runnable call) {
    return unlessGone(
            () -> {
              call.run();
              return true;
            })
        .isPresent();
  }
}
