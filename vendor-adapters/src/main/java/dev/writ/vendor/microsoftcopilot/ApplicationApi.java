package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.microsoftcopilot.GraphWire.Page;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import feign.TypedResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The connection's own application in the directory, and the retention labels. */
@Headers("Accept: application/json")
interface ApplicationApi {
  @RequestLine("GET /servicePrincipals?$filter={filter}")
  Page<Application> applications(@Param("filter") String filter);

  @RequestLine("DELETE /servicePrincipals/{id}")
  TypedResponse<byte[]> delete(@Param("id") String id);

  /** Documented for apps where the item is an application. */
  @RequestLine("DELETE /directory/deletedItems/{id}")
  TypedResponse<byte[]> deleteForGood(@Param("id") String id);

  @RequestLine("GET /oauth2PermissionGrants?$filter={filter}")
  Page<Grant> grants(@Param("filter") String filter);

  @RequestLine("GET ")
  Page<Grant> grants(URI link);

  @RequestLine("DELETE /oauth2PermissionGrants/{id}")
  TypedResponse<byte[]> deleteGrant(@Param("id") String id);

  @RequestLine("GET /security/labels/retentionLabels")
  Page<JsonNode> labels();

  @RequestLine("GET ")
  Page<JsonNode> labels(URI link);

  /** A service principal. */
  record Application(@Nullable String id, @Nullable String appId) {}

  /** A delegated permission grant. */
  record Grant(@Nullable String id, @Nullable String clientId) {}
}
