package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.microsoftcopilot.GraphWire.Page;
import dev.writ.vendor.microsoftcopilot.GraphWire.User;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import feign.TypedResponse;
import java.net.URI;
import tools.jackson.databind.JsonNode;

/**
 * Users, deleted users and their Copilot history. An e-mail address stands in a URL at one place,
 * the filter of {@link #usersWhere}: Graph has no search of users by body. A link is one that Graph
 * gave, followed as it is after {@link GraphLinks} has looked at its host.
 */
@Headers("Accept: application/json")
interface DirectoryApi {
  /** Feign would repeat the parameter for each word of a list that stands in the line itself. */
  String SELECTED = "id,userPrincipalName,mail,proxyAddresses";

  @RequestLine("GET /users?$select=id&$top=1")
  Page<User> firstUser();

  /** All of them, a page at a time. */
  @RequestLine("GET /users?$select=id&$top=100")
  Page<User> everybody();

  @RequestLine("GET /users?$filter={filter}&$select={select}")
  Page<User> usersWhere(@Param("filter") String filter, @Param("select") String select);

  @RequestLine("GET /users/{id}?$select={select}")
  User user(@Param("id") String id, @Param("select") String select);

  @RequestLine("GET /users/{id}")
  JsonNode userContent(@Param("id") String id);

  @RequestLine("DELETE /users/{id}")
  TypedResponse<byte[]> deleteUser(@Param("id") String id);

  @RequestLine("GET /directory/deletedItems/microsoft.graph.user?$top=100&$select={select}")
  Page<User> deletedUsers(@Param("select") String select);

  @RequestLine("GET ")
  Page<User> users(URI link);

  @RequestLine("GET /directory/deletedItems/{id}")
  JsonNode deletedUser(@Param("id") String id);

  /** Delegated permission is documented, application permission is not. */
  @RequestLine("DELETE /directory/deletedItems/{id}")
  TypedResponse<byte[]> deleteForGood(@Param("id") String id);

  /** A hundred rows are recommended. */
  @RequestLine(
      "GET /copilot/users/{id}/interactionHistory/getAllEnterpriseInteractions?$top={rows}")
  Page<JsonNode> interactions(@Param("id") String user, @Param("rows") int rows);

  @RequestLine("GET ")
  Page<JsonNode> interactions(URI link);
}
