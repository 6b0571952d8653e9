package dev.writ.vendor.chatgptenterprise;

import feign.Headers;
import feign.Param;
import feign.QueryMap;
import feign.RequestLine;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The compliance API's routes. Most answers are not publicly documented, so that they are read as
 * trees; the answer to a DELETE is not read at all.
 */
@Headers("Accept: application/json")
interface ChatGptApi {
  String WORKSPACE = "/compliance/workspaces/{workspace}";
  String USER = WORKSPACE + "/users/{user}";

  /** Of {@code users}, {@code codex_tasks}, {@code projects} or {@code gpts}. */
  @RequestLine("GET " + WORKSPACE + "/{list}")
  JsonNode list(
      @Param("workspace") String workspace,
      @Param("list") String list,
      @QueryMap Map<String, String> page);

  @RequestLine("GET " + WORKSPACE + "/{one}/{id}")
  JsonNode read(
      @Param("workspace") String workspace, @Param("one") String one, @Param("id") String id);

  @RequestLine("DELETE " + WORKSPACE + "/{one}/{id}")
  byte[] delete(
      @Param("workspace") String workspace, @Param("one") String one, @Param("id") String id);

  @RequestLine("GET " + WORKSPACE + "/projects/{id}/shared_users")
  JsonNode sharedUsers(
      @Param("workspace") String workspace,
      @Param("id") String project,
      @QueryMap Map<String, String> page);

  /** Of {@code library_files}, {@code canvases}, {@code automations} or {@code recordings}. */
  @RequestLine("GET " + USER + "/{list}")
  JsonNode listOfUser(
      @Param("workspace") String workspace,
      @Param("user") String user,
      @Param("list") String list,
      @QueryMap Map<String, String> page);

  @RequestLine("GET " + USER + "/{one}/{id}")
  JsonNode readOfUser(
      @Param("workspace") String workspace,
      @Param("user") String user,
      @Param("one") String one,
      @Param("id") String id);

  @RequestLine("DELETE " + USER + "/{one}/{id}")
  byte[] deleteOfUser(
      @Param("workspace") String workspace,
      @Param("user") String user,
      @Param("one") String one,
      @Param("id") String id);

  @RequestLine("GET " + USER + "/recordings/{id}/transcript")
  JsonNode transcript(
      @Param("workspace") String workspace,
      @Param("user") String user,
      @Param("id") String recording);

  /** Takes no paging parameter, although it may say that there is more. */
  @RequestLine("GET " + USER + "/memories")
  JsonNode memories(@Param("workspace") String workspace, @Param("user") String user);

  @RequestLine("GET " + USER + "/memories/about_you/summary")
  JsonNode aboutYou(@Param("workspace") String workspace, @Param("user") String user);

  @RequestLine("DELETE " + USER + "/memory_contexts/{context}/memories/{memory}")
  byte[] deleteMemory(
      @Param("workspace") String workspace,
      @Param("user") String user,
      @Param("context") String context,
      @Param("memory") String memory);

  /** Files that ended strictly later than {@code after}, 100 at most. */
  @RequestLine(
      "GET " + WORKSPACE + "/logs?event_type=CONVERSATION_MESSAGE&after={after}&limit={limit}")
  JsonNode logs(
      @Param("workspace") String workspace,
      @Param("after") String after,
      @Param("limit") int limit);
}
