package dev.writ.vendor.hubspot;

import dev.writ.vendor.hubspot.HubSpotWire.Account;
import dev.writ.vendor.hubspot.HubSpotWire.Association;
import dev.writ.vendor.hubspot.HubSpotWire.CrmRecord;
import dev.writ.vendor.hubspot.HubSpotWire.GdprDelete;
import dev.writ.vendor.hubspot.HubSpotWire.Page;
import dev.writ.vendor.hubspot.HubSpotWire.SearchRequest;
import dev.writ.vendor.hubspot.HubSpotWire.ThreadRecord;
import dev.writ.vendor.spi.ReadOnly;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** HubSpot's endpoints. Ids alone stand in a URL, never an e-mail address. */
@Headers("Accept: application/json")
interface HubSpotApi {

  @RequestLine("GET " + HubSpotPaths.ACCOUNT)
  Account account();

  @RequestLine("GET " + HubSpotPaths.OBJECTS + "/{type}?limit=1")
  Page<CrmRecord> first(@Param("type") String type);

  @ReadOnly
  @RequestLine("POST " + HubSpotPaths.CONTACTS + "/search")
  @Headers("Content-Type: application/json")
  Page<CrmRecord> search(SearchRequest search);

  @RequestLine("GET " + HubSpotPaths.OBJECTS + "/{type}/{id}?archived={archived}")
  CrmRecord read(
      @Param("type") String type, @Param("id") String id, @Param("archived") boolean archived);

  @RequestLine(
      "GET " + HubSpotPaths.OBJECTS + "/{type}/{id}?archived={archived}&properties={properties}")
  JsonNode content(
      @Param("type") String type,
      @Param("id") String id,
      @Param("archived") boolean archived,
      @Param("properties") String properties);

  @RequestLine(
      "GET "
          + HubSpotPaths.ASSOCIATIONS
          + "/contacts/{id}/associations/{type}?limit=500&after={after}")
  Page<Association> associations(
      @Param("id") String contact,
      @Param("type") String type,
      @Param("after") @Nullable String after);

  @RequestLine("DELETE " + HubSpotPaths.OBJECTS + "/{type}/{id}")
  void archive(@Param("type") String type, @Param("id") String id);

  @RequestLine("POST " + HubSpotPaths.CONTACTS + "/gdpr-delete")
  @Headers("Content-Type: application/json")
  void gdprDelete(GdprDelete contact);

  @RequestLine("GET " + HubSpotPaths.THREADS + "?limit=1")
  Page<ThreadRecord> firstThread();

  @RequestLine(
      "GET " + HubSpotPaths.THREADS + "?associatedContactId={contact}&limit=100&after={after}")
  Page<ThreadRecord> threads(
      @Param("contact") String contact, @Param("after") @Nullable String after);

  @RequestLine("GET " + HubSpotPaths.THREADS + "/{id}")
  ThreadRecord thread(@Param("id") String id);

  @RequestLine("GET " + HubSpotPaths.THREADS + "/{id}")
  JsonNode threadContent(@Param("id") String id);

  @RequestLine("GET " + HubSpotPaths.THREADS + "/{id}/messages?limit=100&after={after}")
  Page<JsonNode> messages(@Param("id") String thread, @Param("after") @Nullable String after);

  @RequestLine("GET " + HubSpotPaths.THREADS + "/{id}/messages/{message}/original-content")
  JsonNode original(@Param("id") String thread, @Param("message") String message);

  @RequestLine("DELETE " + HubSpotPaths.THREADS + "/{id}")
  void archiveThread(@Param("id") String id);
}
