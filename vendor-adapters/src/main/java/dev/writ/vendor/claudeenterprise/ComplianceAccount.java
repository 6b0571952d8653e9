package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.claudeenterprise.ComplianceAnswers.text;
import static dev.writ.vendor.spi.Answers.require;
import static dev.writ.vendor.spi.Answers.unlessGone;

import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One parent organization's account: reads and lists with the access key, deletes with the delete
 * key where there is one.
 */
final class ComplianceAccount {
  static final String ACCESS_KEY = "accessKey";
  static final String DELETE_KEY = "deleteKey";

  private static final String KEY_HEADER = "x-api-key";
  private static final String VERSION_HEADER = "anthropic-version";
  private static final String VERSION = "2023-06-01";
  static final String READ_SCOPE = "read:compliance_user_data";
  static final String ORGANIZATION_SCOPE = "read:compliance_org_data";
  static final String DELETE_SCOPE = "delete:compliance_user_data";

  private static final int BODY_LIMIT = 64 * 1024;

  /** What fits a header, and no template of the client. */
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E&&[^{}]]+");

  /** Of the documented message of a 403. */
  private static final Pattern GOT = Pattern.compile("Got:\\s*\\[([^\\]]*)\\]");

  private final VendorConnection connection;
  private final String accessKey;
  private final ComplianceApi reading;
  private final ComplianceApi deleting;
  private final boolean separate;
  private final ComplianceLists lists;

  ComplianceAccount(VendorConnection connection) {
    this.connection = connection;
    accessKey = key(connection, ACCESS_KEY);
    reading = client(connection, accessKey);
    separate = connection.credentials().containsKey(DELETE_KEY);
    deleting = separate ? client(connection, key(connection, DELETE_KEY)) : reading;
    lists = new ComplianceLists(reading);
  }

  private static String key(VendorConnection connection, String name) {
    var key = connection.require(name);
    if (!KEY.matcher(key).matches()) {
      throw new VendorFailure(Kind.AUTHENTICATION, 0);
    }
    return key;
  }

  private static ComplianceApi client(VendorConnection connection, String key) {
    return VendorHttp.client(
        ComplianceApi.class,
        connection,
        call -> call.header(KEY_HEADER, key).header(VERSION_HEADER, VERSION),
        new ComplianceErrors());
  }

  ComplianceLists lists() {
    return lists;
  }

  /** Reads the first row of a list; proves that the key may. */
  JsonNode peek(String path) {
    var page = page(path, Map.of("limit", 1));
    require(page.path("data").isArray());
    return page;
  }

  /** Reads once, whatever it is. */
  JsonNode page(String path, Map<String, Object> query) {
    var answer = reading.get(path, query);
    require(answer != null && answer.isObject());
    return answer;
  }

  /** Reads one object; empty on 404. An answer about anything else is malformed. */
  Optional<JsonNode> find(String path, String idField, String id) {
    return find(path, Map.of(), idField, id);
  }

  Optional<JsonNode> find(String path, Map<String, Object> query, String idField, String id) {
    var answer = unlessGone(() -> reading.get(path, query));
    answer.ifPresent(json -> require(id.equals(text(json, idField))));
    return answer;
  }

  /** Deletes; false on 404. Only the documented confirmation is one. */
  boolean delete(ComplianceKind kind, String id) {
    var answer = unlessGone(() -> deleting.delete(kind.path(id)));
    answer.ifPresent(
        json -> require(kind.deleted().equals(text(json, "type")) && id.equals(text(json, "id"))));
    return answer.isPresent();
  }

  /** Reads a content while it arrives; empty on 404. */
  <T> Optional<T> stream(String path, VendorHttp.Reading<T> content) {
    return unlessGone(() -> stream(accessKey, path, content));
  }

  /**
   * As much as can be proved of the right to delete without deleting: the delete key is known, and
   * where it may not read, the refusal names the scope it has.
   */
  void proveDeletion() {
    if (!separate) {
      return;
    }
    stream(
        key(connection, DELETE_KEY),
        "apps/chats?limit=1",
        (status, headers, body) -> true,
        ComplianceAccount::mayDelete);
  }

  private static boolean mayDelete(int status, byte[] body) {
    var got = GOT.matcher(text(ComplianceErrors.error(body), "message"));
    return status == 403 && (!got.find() || got.group(1).contains(DELETE_SCOPE));
  }

  /**
   * Passes when the credential opens anything: a refusal that names scopes the key has shows that
   * it does.
   *
   * @throws VendorFailure AUTHENTICATION when it opens nothing
   */
  void requireOpen(String credential) {
    stream(
        key(connection, credential),
        "apps/chats?limit=1",
        (status, headers, body) -> true,
        ComplianceAccount::mayDoSomething);
  }

  private static boolean mayDoSomething(int status, byte[] body) {
    var got = GOT.matcher(text(ComplianceErrors.error(body), "message"));
    return status == 403 && got.find() && !got.group(1).isBlank();
  }

  private <T> T stream(String key, String path, VendorHttp.Reading<T> content) {
    var read = stream(key, path, content, (status, body) -> false);
    require(read.isPresent());
    return read.get();
  }

  private <T> Optional<T> stream(
      String key, String path, VendorHttp.Reading<T> content, Excuse excuse) {
    return VendorHttp.stream(
        ClaudeEnterpriseDescriptor.VALUE,
        connection,
        URI.create(connection.baseUrl() + "/" + path),
        Map.of(KEY_HEADER, key, VERSION_HEADER, VERSION),
        (status, headers, body) -> {
          if (status == 200) {
            return Optional.of(content.read(status, headers, body));
          }
          var error = body.readNBytes(BODY_LIMIT);
          if (excuse.excuses(status, error)) {
            return Optional.empty();
          }
          throw ComplianceErrors.failure(status, headers, error);
        });
  }

  /** Whether an answer that is no success is what was asked for. */
  private interface Excuse {
    boolean excuses(int status, byte[] body);
  }
}
