package dev.writ.vendor.googleworkspace;

import feign.Headers;
import feign.Param;
import feign.RequestLine;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One person's mailbox, with a token that acts as that person. */
@Headers("Accept: application/json")
interface GmailApi {
  String MESSAGES = "/gmail/v1/users/me/messages";

  /** Without {@code includeSpamTrash} the list leaves out what lies in spam and trash. */
  @RequestLine("GET " + MESSAGES + "?includeSpamTrash=true&maxResults=500&pageToken={page}")
  Page messages(@Param("page") @Nullable String page);

  /** What a search finds, spam and trash included. */
  @RequestLine("GET " + MESSAGES + "?includeSpamTrash=true&maxResults=500&q={q}&pageToken={page}")
  Page matching(@Param("q") String query, @Param("page") @Nullable String page);

  /** Puts a message into this mailbox; nothing is sent. */
  @RequestLine("POST " + MESSAGES)
  @Headers("Content-Type: application/json")
  Message insert(Map<String, Object> message);

  @RequestLine("GET " + MESSAGES + "/{id}?format=minimal")
  Message message(@Param("id") String id);

  /** Of a message that is known to be small; any other is streamed. */
  @RequestLine("GET " + MESSAGES + "/{id}?format=raw")
  JsonNode small(@Param("id") String id);

  /**
   * For good. One by one, because {@code batchDelete} does not tell whether a message was there at
   * all.
   */
  @RequestLine("DELETE " + MESSAGES + "/{id}")
  byte[] delete(@Param("id") String id);

  /** Messages are missing when there is none. */
  record Page(
      @Nullable List<Message> messages,
      @Nullable String nextPageToken,
      @Nullable Long resultSizeEstimate) {}

  /** One message. */
  record Message(@Nullable String id) {}
}
