package dev.writ.vendor.googleworkspace;

import feign.Headers;
import feign.Param;
import feign.RequestLine;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The Policy API of Cloud Identity: what was set explicitly, and not what holds in the end. */
@Headers("Accept: application/json")
interface PolicyApi {
  @RequestLine("GET /v1/policies?filter={filter}&pageSize=100&pageToken={page}")
  Policies policies(@Param("filter") String filter, @Param("page") @Nullable String page);

  /** One page; policies are missing when there is none. */
  record Policies(@Nullable List<Policy> policies, @Nullable String nextPageToken) {}

  /** One policy of whatever unit; its type is SYSTEM or ADMIN. */
  record Policy(@Nullable String type, @Nullable PolicySetting setting) {}

  /** What it sets. */
  record PolicySetting(@Nullable String type, @Nullable JsonNode value) {}
}
