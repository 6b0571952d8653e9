package dev.writ.vendor.salesforce;

import dev.writ.vendor.salesforce.SalesforceWire.Job;
import dev.writ.vendor.salesforce.SalesforceWire.JobState;
import dev.writ.vendor.salesforce.SalesforceWire.Made;
import dev.writ.vendor.salesforce.SalesforceWire.NewJob;
import dev.writ.vendor.salesforce.SalesforceWire.QueryPage;
import feign.Body;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The org's endpoints. SOQL has one documented form that answers at once: a GET with the statement
 * in {@code q}. Statements and ids come encoded, because Feign leaves what looks encoded as it is.
 */
@Headers("Accept: application/json")
interface SalesforceApi {

  @RequestLine("GET /services/data/{v}/query?q={q}")
  QueryPage query(@Param("v") String version, @Param("q") String soql);

  /** Rows in the recycle bin too, and purged ones for a while. */
  @RequestLine("GET /services/data/{v}/queryAll?q={q}")
  QueryPage queryAll(@Param("v") String version, @Param("q") String soql);

  /** A further page; also one of {@code queryAll}, which then still shows deleted rows. */
  @RequestLine("GET /services/data/{v}/query/{cursor}")
  QueryPage next(@Param("v") String version, @Param("cursor") String cursor);

  @RequestLine("GET /services/data/{v}/sobjects/{object}/{id}")
  JsonNode row(@Param("v") String version, @Param("object") String object, @Param("id") String id);

  @RequestLine("POST /services/data/{v}/sobjects/{object}")
  @Headers("Content-Type: application/json")
  Made make(@Param("v") String version, @Param("object") String object, Map<String, String> fields);

  @RequestLine("PATCH /services/data/{v}/sobjects/{object}/{id}")
  @Headers("Content-Type: application/json")
  byte[] update(
      @Param("v") String version,
      @Param("object") String object,
      @Param("id") String id,
      Map<String, String> fields);

  @RequestLine("POST /services/data/{v}/jobs/ingest")
  @Headers("Content-Type: application/json")
  Job create(@Param("v") String version, NewJob job);

  /** One column, {@code Id}, and one row, with the line ending the job was made for. */
  @RequestLine("PUT /services/data/{v}/jobs/ingest/{job}/batches")
  @Headers("Content-Type: text/csv")
  @Body("Id\n{id}\n")
  byte[] upload(@Param("v") String version, @Param("job") String job, @Param("id") String id);

  @RequestLine("PATCH /services/data/{v}/jobs/ingest/{job}")
  @Headers("Content-Type: application/json")
  Job change(@Param("v") String version, @Param("job") String job, JobState state);

  @RequestLine("GET /services/data/{v}/jobs/ingest/{job}")
  Job job(@Param("v") String version, @Param("job") String job);

  @RequestLine("GET /services/data/{v}/jobs/ingest/{job}/failedResults")
  @Headers("Accept: text/csv")
  byte[] failedResults(@Param("v") String version, @Param("job") String job);

  @RequestLine("DELETE /services/data/{v}/jobs/ingest/{job}")
  byte[] deleteJob(@Param("v") String version, @Param("job") String job);

  /** {@code mode=cdp} makes it Data 360's; without it the call deletes nothing and says Success. */
  @RequestLine(
      "PATCH /services/data/{v}/consent/action/shouldforget?ids={id}&mode=cdp&status=optin")
  JsonNode forget(@Param("v") String version, @Param("id") String individual);

  @RequestLine("GET /services/data/{v}/consent/action/{action}?ids={id}&mode=cdp")
  JsonNode consent(
      @Param("v") String version, @Param("action") String action, @Param("id") String individual);
}
