package dev.writ.vendor.anthropic;

import feign.Body;
import feign.Headers;
import feign.Param;
import feign.QueryMap;
import feign.RequestLine;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The five shapes of call used, on paths that {@link AnthropicKind} builds; the ids within have
 * passed its pattern. A person's address stands in a URL at the Admin API's lists only, which have
 * no other way.
 */
interface AnthropicApi {

  @RequestLine("GET /{path}")
  JsonNode read(@Param("path") String path);

  @RequestLine("GET /{path}")
  AnthropicPage list(@Param("path") String path, @QueryMap Map<String, Object> query);

  @RequestLine("DELETE /{path}")
  JsonNode delete(@Param("path") String path);

  @RequestLine("POST /{path}")
  @Headers("Content-Type: application/json")
  JsonNode act(@Param("path") String path, Map<String, Object> body);

  /** A form with {@link AnthropicForm#BOUNDARY} between its parts. */
  @RequestLine("POST /v1/files")
  @Headers("Content-Type: multipart/form-data; boundary=" + AnthropicForm.BOUNDARY)
  @Body("{form}")
  JsonNode upload(@Param("form") String form);
}
