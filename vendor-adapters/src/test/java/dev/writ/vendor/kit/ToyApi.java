package dev.writ.vendor.kit;

import dev.writ.vendor.spi.ReadOnly;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import tools.jackson.databind.JsonNode;

/** The toy vendor's calls. */
@Headers("Content-Type: application/json")
interface ToyApi {

  @ReadOnly
  @RequestLine("POST /search")
  JsonNode search(Search search);

  @RequestLine("GET /things/{id}")
  JsonNode read(@Param("id") String id);

  @RequestLine("DELETE /things/{id}")
  JsonNode delete(@Param("id") String id);

  @RequestLine("GET /jobs/{id}")
  JsonNode job(@Param("id") String id);

  @RequestLine("POST /things")
  JsonNode create(Creation thing);

  @RequestLine("GET /things?kind={kind}&after={after}")
  JsonNode list(@Param("kind") String kind, @Param("after") int after);

  @RequestLine("GET /keys")
  JsonNode keys();

  @RequestLine("DELETE /keys/{id}")
  JsonNode revoke(@Param("id") String id);

  @RequestLine("GET /promises")
  JsonNode promises();

  record Creation(String kind, String email, String text) {}

  record Search(String email, int from) {}
}
