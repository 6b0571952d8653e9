package dev.writ.vendor.openai;

import feign.Headers;
import feign.Param;
import feign.QueryMap;
import feign.RequestLine;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The routes used, relative to {@code /v1}. Ids must have passed {@link OpenAiAdapter}'s pattern.
 */
interface OpenAiApi {

  @RequestLine("GET /files")
  OpenAiPage files(@QueryMap Map<String, Object> query);

  @RequestLine("GET /files/{id}")
  JsonNode file(@Param("id") String id);

  @RequestLine("GET /files/{id}/content")
  byte[] fileContent(@Param("id") String id);

  @RequestLine("DELETE /files/{id}")
  OpenAiDeleted deleteFile(@Param("id") String id);

  @RequestLine("GET /responses/{id}")
  JsonNode response(@Param("id") String id);

  @RequestLine("GET /responses/{id}/input_items")
  OpenAiPage responseInputItems(@Param("id") String id, @QueryMap Map<String, Object> query);

  @RequestLine("DELETE /responses/{id}")
  void deleteResponse(@Param("id") String id);

  @RequestLine("GET /conversations/{id}")
  JsonNode conversation(@Param("id") String id);

  @RequestLine("DELETE /conversations/{id}")
  OpenAiDeleted deleteConversation(@Param("id") String id);

  @RequestLine("GET /conversations/{id}/items")
  OpenAiPage conversationItems(@Param("id") String id, @QueryMap Map<String, Object> query);

  @RequestLine("GET /conversations/{id}/items/{item}")
  JsonNode conversationItem(@Param("id") String id, @Param("item") String item);

  @RequestLine("DELETE /conversations/{id}/items/{item}")
  OpenAiDeleted deleteConversationItem(@Param("id") String id, @Param("item") String item);

  @RequestLine("GET /chat/completions")
  OpenAiPage chatCompletions(@QueryMap Map<String, Object> query);

  @RequestLine("GET /chat/completions/{id}")
  JsonNode chatCompletion(@Param("id") String id);

  @RequestLine("GET /chat/completions/{id}/messages")
  OpenAiPage chatCompletionMessages(@Param("id") String id, @QueryMap Map<String, Object> query);

  @RequestLine("DELETE /chat/completions/{id}")
  OpenAiDeleted deleteChatCompletion(@Param("id") String id);

  @RequestLine("GET /vector_stores/{store}/files/{id}")
  @Headers("OpenAI-Beta: assistants=v2")
  JsonNode vectorStoreFile(@Param("store") String store, @Param("id") String id);

  @RequestLine("GET /vector_stores/{store}/files/{id}/content")
  @Headers("OpenAI-Beta: assistants=v2")
  JsonNode vectorStoreFileContent(@Param("store") String store, @Param("id") String id);

  @RequestLine("DELETE /vector_stores/{store}/files/{id}")
  @Headers("OpenAI-Beta: assistants=v2")
  OpenAiDeleted deleteVectorStoreFile(@Param("store") String store, @Param("id") String id);

  @RequestLine("GET /chatkit/threads")
  @Headers("OpenAI-Beta: chatkit_beta=v1")
  OpenAiPage chatkitThreads(@QueryMap Map<String, Object> query);

  @RequestLine("GET /chatkit/threads/{id}")
  @Headers("OpenAI-Beta: chatkit_beta=v1")
  JsonNode chatkitThread(@Param("id") String id);

  @RequestLine("GET /chatkit/threads/{id}/items")
  @Headers("OpenAI-Beta: chatkit_beta=v1")
  OpenAiPage chatkitThreadItems(@Param("id") String id, @QueryMap Map<String, Object> query);

  @RequestLine("DELETE /chatkit/threads/{id}")
  @Headers("OpenAI-Beta: chatkit_beta=v1")
  OpenAiDeleted deleteChatkitThread(@Param("id") String id);

  @RequestLine("GET /batches/{id}")
  JsonNode batch(@Param("id") String id);
}
