package dev.writ.vendor.hubspot;

import dev.writ.vendor.hubspot.HubSpotPaths.Paths;
import dev.writ.vendor.hubspot.HubSpotWire.Account;
import dev.writ.vendor.hubspot.HubSpotWire.Association;
import dev.writ.vendor.hubspot.HubSpotWire.Batch;
import dev.writ.vendor.hubspot.HubSpotWire.BatchRead;
import dev.writ.vendor.hubspot.HubSpotWire.CrmRecord;
import dev.writ.vendor.hubspot.HubSpotWire.GdprDelete;
import dev.writ.vendor.hubspot.HubSpotWire.NewRecord;
import dev.writ.vendor.hubspot.HubSpotWire.Page;
import dev.writ.vendor.hubspot.HubSpotWire.SearchRequest;
import dev.writ.vendor.hubspot.HubSpotWire.Statuses;
import dev.writ.vendor.hubspot.HubSpotWire.StatusesRead;
import dev.writ.vendor.hubspot.HubSpotWire.ThreadRecord;
import dev.writ.vendor.spi.ReadOnly;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * HubSpot's endpoints in the v3 family of {@link HubSpotPaths}. Ids alone stand in a URL, never an
 * e-mail address. A documented success without a body is given as its bytes, so that a body in its
 * place is noticed.
 */
@Headers("Accept: application/json")
interface HubSpotApi {

  @RequestLine("GET " + Paths.ACCOUNT)
  Account account();

  @RequestLine("GET " + Paths.OBJECTS + "/{type}?limit=1")
  Page<CrmRecord> first(@Param("type") String type);

  /** At most 100 a page; the cursor names the last record read, and no number of them. */
  @RequestLine(
      "GET "
          + Paths.OBJECTS
          + "/{type}?limit=100&archived={archived}&properties={properties}&after={after}")
  Page<CrmRecord> list(
      @Param("type") String type,
      @Param("archived") boolean archived,
      @Param("properties") @Nullable String properties,
      @Param("after") @Nullable String after);

  @RequestLine("POST " + Paths.OBJECTS + "/{type}")
  @Headers("Content-Type: application/json")
  CrmRecord create(@Param("type") String type, NewRecord made);

  @ReadOnly
  @RequestLine("POST " + Paths.OBJECTS + "/{type}/search")
  @Headers("Content-Type: application/json")
  Page<CrmRecord> search(@Param("type") String type, SearchRequest search);

  /** At most 100 inputs; 207 when some are missing. */
  @ReadOnly
  @RequestLine("POST " + Paths.OBJECTS + "/{type}/batch/read?archived={archived}")
  @Headers("Content-Type: application/json")
  Batch batchRead(
      @Param("type") String type, @Param("archived") boolean archived, BatchRead inputs);

  @RequestLine("GET " + Paths.OBJECTS + "/{type}/{id}?archived={archived}")
  CrmRecord read(
      @Param("type") String type, @Param("id") String id, @Param("archived") boolean archived);

  @RequestLine("GET " + Paths.OBJECTS + "/{type}/{id}?archived={archived}&properties={properties}")
  JsonNode content(
      @Param("type") String type,
      @Param("id") String id,
      @Param("archived") boolean archived,
      @Param("properties") String properties);

  @RequestLine(
      "GET " + Paths.ASSOCIATIONS + "/contacts/{id}/associations/{type}?limit=500&after={after}")
  Page<Association> associations(
      @Param("id") String contact,
      @Param("type") String type,
      @Param("after") @Nullable String after);

  @RequestLine("DELETE " + Paths.OBJECTS + "/{type}/{id}")
  byte[] archive(@Param("type") String type, @Param("id") String id);

  @RequestLine("POST " + Paths.OBJECTS + "/contacts/gdpr-delete")
  @Headers("Content-Type: application/json")
  byte[] gdprDelete(GdprDelete contact);

  @RequestLine("GET " + Paths.THREADS + "?limit=1")
  Page<ThreadRecord> firstThread();

  @RequestLine("GET " + Paths.THREADS + "?limit=100&after={after}")
  Page<ThreadRecord> allThreads(@Param("after") @Nullable String after);

  @RequestLine("GET " + Paths.THREADS + "?associatedContactId={contact}&limit=100&after={after}")
  Page<ThreadRecord> threads(
      @Param("contact") String contact, @Param("after") @Nullable String after);

  @RequestLine("GET " + Paths.THREADS + "/{id}")
  ThreadRecord thread(@Param("id") String id);

  @RequestLine("GET " + Paths.THREADS + "/{id}")
  JsonNode threadContent(@Param("id") String id);

  @RequestLine("GET " + Paths.THREADS + "/{id}/messages?limit=100&after={after}")
  Page<JsonNode> messages(@Param("id") String thread, @Param("after") @Nullable String after);

  @RequestLine("GET " + Paths.THREADS + "/{id}/messages/{message}/original-content")
  JsonNode original(@Param("id") String thread, @Param("message") String message);

  @RequestLine("DELETE " + Paths.THREADS + "/{id}")
  byte[] archiveThread(@Param("id") String id);

  @RequestLine("GET " + Paths.FILES + "/{id}")
  JsonNode file(@Param("id") String id);

  @RequestLine("DELETE " + Paths.FILES + "/{id}/gdpr-delete")
  byte[] gdprDeleteFile(@Param("id") String id);

  @RequestLine("GET " + Paths.TRANSCRIPTS + "/{id}")
  JsonNode transcript(@Param("id") String id);

  @RequestLine("DELETE " + Paths.TRANSCRIPTS + "/{id}")
  byte[] deleteTranscript(@Param("id") String id);

  /** The addresses stand in the body; the form for one address has it in the path. */
  @ReadOnly
  @RequestLine("POST " + Paths.STATUSES + "/batch/read?channel=EMAIL")
  @Headers("Content-Type: application/json")
  Statuses statuses(StatusesRead addresses);

  /** Takes the app of an OAuth token off the account, and with it the token's right. */
  @RequestLine("DELETE " + Paths.UNINSTALL)
  byte[] uninstall();
}
