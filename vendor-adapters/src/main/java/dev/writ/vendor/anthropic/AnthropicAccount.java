package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.AnthropicAnswers.requiredId;
import static dev.writ.vendor.anthropic.AnthropicAnswers.text;
import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.require;
import static dev.writ.vendor.spi.Answers.unlessGone;

import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import feign.RequestTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One workspace, and its organization where there is an admin key: reads, lists, deletes, and takes
 * nothing for an answer that the documents do not describe. 404 is no failure but an absence.
 */
final class AnthropicAccount {
  static final String API_KEY = "apiKey";
  static final String ADMIN_KEY = "adminKey";

  private static final String VERSION = "2023-06-01";
  private static final String ORGANIZATION = "/v1/organizations";

  /** What fits a header, and no template of the client. */
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E&&[^{}]]+");

  /** Names a file's session, and makes {@code GET /v1/files} the beta's. */
  static final String SCOPE = "scope_id";

  private final VendorConnection connection;
  private final String key;
  private final @Nullable String adminKey;
  private final AnthropicApi api;

  AnthropicAccount(VendorConnection connection) {
    this.connection = connection;
    key = fit(connection.require(API_KEY));
    var admin = connection.credentials().get(ADMIN_KEY);
    adminKey = admin == null ? null : fit(admin.reveal());
    api =
        VendorHttp.client(
            AnthropicApi.class, connection, this::authorize, new AnthropicErrorDecoder());
  }

  private static String fit(String token) {
    if (!TOKEN.matcher(token).matches()) {
      throw new VendorFailure(Kind.AUTHENTICATION, 0);
    }
    return token;
  }

  private void authorize(RequestTemplate call) {
    var path = call.path();
    var admin = adminKey;
    call.header("x-api-key", admin != null && path.startsWith(ORGANIZATION) ? admin : key);
    call.header("anthropic-version", VERSION);
    beta(path, call.queries().containsKey(SCOPE))
        .ifPresent(beta -> call.header("anthropic-beta", beta));
  }

  /** The beta headers of the documents; that of user profiles is the official client's. */
  private static Optional<String> beta(String path, boolean scoped) {
    if (path.startsWith("/v1/sessions")) {
      return Optional.of("managed-agents-2026-04-01");
    }
    if (path.startsWith("/v1/memory_stores")) {
      return Optional.of("agent-memory-2026-07-22");
    }
    if (path.startsWith("/v1/user_profiles")) {
      return Optional.of("user-profiles-2026-08-18");
    }
    return scoped ? Optional.of("files-api-2025-04-14") : Optional.empty();
  }

  /** Whether the organization can be asked as well. */
  boolean administers() {
    return adminKey != null;
  }

  /** A kind that only an admin key shows is an AUTHENTICATION failure without one. */
  AnthropicAccount entitledTo(AnthropicKind kind) {
    if (kind.admin() && !administers()) {
      throw new VendorFailure(Kind.AUTHENTICATION, 0);
    }
    return this;
  }

  /** Reads the first row of a list, which proves that the key may; false when there is none. */
  boolean peek(String path) {
    return !answered(api.list(path, Map.of("limit", 1))).rows().isEmpty();
  }

  /** Reads which organization the admin key belongs to. */
  void peekOrganization() {
    require(text(answered(api.read("v1/organizations/me")), "type").equals("organization"));
  }

  /** Reads one object by its id; an answer about anything else is malformed. */
  Optional<JsonNode> read(AnthropicKind kind, VendorObject object) {
    return read(kind.path(object), kind.type(), object.id());
  }

  Optional<JsonNode> read(String path, String type, String id) {
    var answer = unlessGone(() -> api.read(path));
    answer.ifPresent(json -> require(is(json, type, id)));
    return answer;
  }

  /** Only the documented answer is a claim; empty when the object was not there. */
  Optional<JsonNode> delete(AnthropicKind kind, VendorObject object) {
    var answer = unlessGone(() -> api.delete(kind.path(object)));
    answer.ifPresent(json -> require(is(json, kind.type() + "_deleted", object.id())));
    return answer;
  }

  /** Creates something; an answer that names no object of the kind is malformed. */
  VendorObject create(AnthropicKind kind, String path, String parent, Map<String, Object> body) {
    return made(kind, parent, answered(api.act(path, body)));
  }

  VendorObject upload(String form) {
    return made(AnthropicKind.FILE, "", answered(api.upload(form)));
  }

  private static VendorObject made(AnthropicKind kind, String parent, JsonNode json) {
    var object = new VendorObject(kind.word(), requiredId(json), parent);
    require(text(json, "type").equals(kind.type()) && AnthropicKind.of(object).isPresent());
    return object;
  }

  /** Asks for something; empty when the object was not there. */
  Optional<JsonNode> act(String path, Map<String, Object> body) {
    return unlessGone(() -> api.act(path, body));
  }

  /** Removes what is named by more than its id. */
  Optional<JsonNode> remove(String path) {
    return unlessGone(() -> api.delete(path));
  }

  /** One page of a list; empty when there is no such list. */
  Optional<AnthropicPage> page(String path, Map<String, Object> query) {
    var page = unlessGone(() -> api.list(path, query));
    page.ifPresent(AnthropicPage::rows);
    return page;
  }

  /** Whether the vendor's redacted form of a key can stand for the workspace's. */
  boolean hintedAt(String hint) {
    int gap = hint.indexOf("...");
    return gap > 0
        && key.startsWith(hint.substring(0, gap))
        && key.endsWith(hint.substring(gap + 3));
  }

  private static boolean is(JsonNode json, String type, String id) {
    return json.isObject() && text(json, "id").equals(id) && text(json, "type").equals(type);
  }

  /** Follows a list to its end. */
  void pages(
      String path, AnthropicPaging paging, Map<String, Object> filter, Consumer<JsonNode> row) {
    any(
        path,
        paging,
        filter,
        each -> {
          row.accept(each);
          return false;
        });
  }

  /** Follows a list until a row is as wanted; false at its end. */
  boolean any(
      String path, AnthropicPaging paging, Map<String, Object> filter, Predicate<JsonNode> wanted) {
    var seen = new HashSet<String>();
    var query = new LinkedHashMap<>(filter);
    String next;
    do {
      var page = answered(api.list(path, query));
      if (page.rows().stream().anyMatch(wanted)) {
        return true;
      }
      next = paging.next(page);
      if (next != null) {
        require(!next.isEmpty() && seen.add(next));
        query.put(paging.parameter(), next);
      }
    } while (next != null);
    return false;
  }

  /**
   * Follows the list of what an object holds. One that is gone holds nothing more; a 404 of the
   * list while the object stands is no end of it.
   */
  void pagesWithin(
      VendorObject holder,
      String path,
      AnthropicPaging paging,
      Map<String, Object> filter,
      Consumer<JsonNode> row) {
    var walked =
        unlessGone(
            () -> {
              pages(path, paging, filter, row);
              return true;
            });
    if (walked.isEmpty()) {
      var kind = AnthropicKind.of(holder).orElseThrow(Answers::malformed);
      require(read(kind, holder).isEmpty());
    }
  }

  /** What a download is good for. */
  @FunctionalInterface
  interface Taking {
    void take(InputStream content) throws IOException;
  }

  /** Hands a download on while it arrives; false when it is not there. */
  boolean download(String path, Taking taking) {
    return unlessGone(() -> stream(path, taking)).isPresent();
  }

  private boolean stream(String path, Taking taking) {
    return VendorHttp.stream(
        AnthropicDescriptor.VALUE,
        connection,
        URI.create(connection.baseUrl() + "/" + path),
        Map.of("x-api-key", key, "anthropic-version", VERSION),
        (status, headers, body) -> {
          if (status != 200) {
            throw AnthropicErrorDecoder.failure(status, headers, body);
          }
          taking.take(body);
          return true;
        });
  }
}
