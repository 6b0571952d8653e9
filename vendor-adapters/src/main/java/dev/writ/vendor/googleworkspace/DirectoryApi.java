package dev.writ.vendor.googleworkspace;

import feign.Headers;
import feign.Param;
import feign.RequestLine;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The Directory. It knows a person by the account's id or an address of theirs, and both stand in
 * the path or the query: the discovery document has no search whose words stand in a body.
 */
@Headers("Accept: application/json")
interface DirectoryApi {
  String USERS = "/admin/directory/v1/users";

  /** By the id, the main address or an alias. */
  @RequestLine("GET " + USERS + "/{key}")
  User user(@Param("key") String key);

  @RequestLine("GET " + USERS + "/{id}?projection=full")
  JsonNode content(@Param("id") String id);

  @RequestLine("GET " + USERS + "?customer=my_customer&maxResults=1")
  Users anybody();

  /** Everybody but the deleted ones; the page size is the largest. */
  @RequestLine(
      "GET " + USERS + "?customer=my_customer&orderBy=email&maxResults=500&pageToken={page}")
  Users users(@Param("page") @Nullable String page);

  /** Everybody who was deleted and could be restored; nothing else shows them. */
  @RequestLine(
      "GET "
          + USERS
          + "?customer=my_customer&showDeleted=true&projection=full&maxResults=500"
          + "&pageToken={page}")
  Deleted deleted(@Param("page") @Nullable String page);

  /** App passwords, all at once. */
  @RequestLine("GET " + USERS + "/{id}/asps")
  Asps asps(@Param("id") String user);

  @RequestLine("DELETE " + USERS + "/{id}/asps/{code}")
  byte[] deleteAsp(@Param("id") String user, @Param("code") String code);

  @RequestLine("DELETE " + USERS + "/{id}")
  byte[] delete(@Param("id") String id);

  /** All at once: this list has no pages. */
  @RequestLine("GET " + USERS + "/{id}/tokens")
  Tokens tokens(@Param("id") String user);

  @RequestLine("GET " + USERS + "/{id}/tokens/{client}")
  JsonNode token(@Param("id") String user, @Param("client") String client);

  @RequestLine("DELETE " + USERS + "/{id}/tokens/{client}")
  byte[] deleteToken(@Param("id") String user, @Param("client") String client);

  /** An account, as far as it is read. */
  record User(
      @Nullable String id,
      @Nullable String primaryEmail,
      @Nullable List<String> aliases,
      @Nullable List<String> nonEditableAliases,
      @Nullable Boolean suspended,
      @Nullable Boolean archived,
      @Nullable String deletionTime) {

    boolean carries(String address) {
      return Stream.of(
              Stream.ofNullable(primaryEmail),
              Stream.ofNullable(aliases).flatMap(List::stream),
              Stream.ofNullable(nonEditableAliases).flatMap(List::stream))
          .flatMap(each -> each)
          .anyMatch(address::equalsIgnoreCase);
    }

    /** Nobody can be impersonated whose account sleeps. */
    boolean asleep() {
      return Boolean.TRUE.equals(suspended) || Boolean.TRUE.equals(archived);
    }

    @Override
    public String toString() {
      return "User[***]";
    }
  }

  /** One page of accounts. */
  record Users(@Nullable List<User> users, @Nullable String nextPageToken) {}

  /** One page of deleted accounts, each with all that is shown of it. */
  record Deleted(@Nullable List<JsonNode> users, @Nullable String nextPageToken) {
    @Override
    public String toString() {
      return "Deleted[***]";
    }
  }

  /** App passwords; items are missing when there is none. */
  record Asps(@Nullable String kind, @Nullable List<Asp> items) {}

  /** One app password. */
  record Asp(@Nullable Long codeId) {}

  /** What third-party apps may do in an account's name; items are missing when there is none. */
  record Tokens(@Nullable String kind, @Nullable List<Token> items) {}

  /** One app's access. */
  record Token(@Nullable String clientId) {}
}
