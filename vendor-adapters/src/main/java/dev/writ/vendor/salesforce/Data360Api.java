package dev.writ.vendor.salesforce;

import dev.writ.vendor.salesforce.SalesforceWire.Statement;
import dev.writ.vendor.spi.ReadOnly;
import feign.Headers;
import feign.RequestLine;
import feign.TypedResponse;
import tools.jackson.databind.JsonNode;

/** The Data 360 tenant's Query API v3. */
@Headers("Accept: application/json")
interface Data360Api {

  /** With its headers: how far the query has come stands in one. */
  @ReadOnly
  @RequestLine("POST /api/v3/query")
  @Headers("Content-Type: application/json")
  TypedResponse<JsonNode> query(Statement statement);
}
