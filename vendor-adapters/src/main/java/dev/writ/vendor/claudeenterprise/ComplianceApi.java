package dev.writ.vendor.claudeenterprise;

import feign.Headers;
import feign.Param;
import feign.QueryMap;
import feign.RequestLine;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The two shapes of call used, on paths below {@code /v1/compliance} that {@link ComplianceKind}
 * and {@link ComplianceLists} build; the ids within have passed a pattern.
 */
@Headers("Accept: application/json")
interface ComplianceApi {

  @RequestLine("GET /{path}")
  JsonNode get(@Param("path") String path, @QueryMap Map<String, Object> query);

  @RequestLine("DELETE /{path}")
  JsonNode delete(@Param("path") String path);
}
