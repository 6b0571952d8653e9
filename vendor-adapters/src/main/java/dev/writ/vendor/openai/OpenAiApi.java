package dev.writ.vendor.openai;

import feign.Body;
import feign.Headers;
import feign.Param;
import feign.QueryMap;
import feign.RequestLine;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The shapes of call used, on paths relative to {@code /v1} that {@link OpenAiKind} and {@link
 * OpenAiListing} build; the ids within have passed the kind's pattern.
 */
interface OpenAiApi {

  @RequestLine("GET /{path}")
  JsonNode read(@Param("path") String path);

  @RequestLine("GET /{path}")
  OpenAiPage list(@Param("path") String path, @QueryMap Map<String, Object> query);

  @RequestLine("POST /{path}")
  @Headers("Content-Type: application/json")
  JsonNode create(@Param("path") String path, Map<String, ?> body);

  @RequestLine("POST /{path}")
  @Headers("Content-Type: multipart/form-data; boundary=" + OpenAiUpload.BOUNDARY)
  @Body("{form}")
  JsonNode upload(@Param("path") String path, @Param("form") String form);

  /** The raw body, because some answers have no declared schema and may be empty. */
  @RequestLine("DELETE /{path}")
  byte[] delete(@Param("path") String path);

  @RequestLine("POST /{path}/cancel")
  JsonNode cancel(@Param("path") String path);
}
