package dev.writ.vendor.openai;

import static dev.writ.vendor.openai.OpenAiAnswers.json;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Talk as the specification shapes it; times are Unix seconds. */
final class OpenAiTalkShapes {
  static final String MODEL = "gpt-5-mini";
  static final String REPLY = "Good day.";

  private OpenAiTalkShapes() {}

  static ObjectNode message(String id, Object role, Object content) {
    return json(
        """
        {"id":?,"type":"message","status":"completed","role":?,"content":?}
        """,
        id,
        role,
        content);
  }

  static List<ObjectNode> inputText(String text) {
    return List.of(json("{\"type\":\"input_text\",\"text\":?}", text));
  }

  static List<ObjectNode> outputText() {
    return List.of(
        json("{\"type\":\"output_text\",\"text\":?,\"annotations\":[],\"logprobs\":[]}", REPLY));
  }

  static ObjectNode response(
      String id,
      ObjectNode output,
      @Nullable Object previous,
      @Nullable Object conversation,
      boolean store,
      Object metadata,
      long at) {
    return json(
        """
        {"id":?,"object":"response","created_at":?,"status":"completed","error":null,
         "incomplete_details":null,"instructions":null,"model":"%s","output":[?],
         "parallel_tool_calls":true,"previous_response_id":?,"conversation":?,"store":?,
         "temperature":1.0,"text":{"format":{"type":"text"}},"tool_choice":"auto","tools":[],
         "top_p":1.0,"truncation":"disabled",
         "usage":{"input_tokens":9,"input_tokens_details":{"cached_tokens":0,"cache_write_tokens":0},
          "output_tokens":3,"output_tokens_details":{"reasoning_tokens":0},"total_tokens":12},
         "metadata":?}
        """
            .formatted(MODEL),
        id,
        at,
        output,
        previous,
        conversation,
        store,
        metadata);
  }

  static ObjectNode conversation(String id, Object metadata, long at) {
    return json(
        "{\"id\":?,\"object\":\"conversation\",\"created_at\":?,\"metadata\":?}", id, at, metadata);
  }

  static ObjectNode completion(String id, Object metadata, long at) {
    return json(
        """
        {"id":?,"object":"chat.completion","created":?,"model":"%s",
         "choices":[{"index":0,"finish_reason":"stop","logprobs":null,
          "message":{"role":"assistant","content":"%s","refusal":null,"annotations":[]}}],
         "usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12},"metadata":?}
        """
            .formatted(MODEL, REPLY),
        id,
        at,
        metadata);
  }

  static ObjectNode completionMessage(String id, Object role, Object content) {
    return json("{\"id\":?,\"role\":?,\"content\":?,\"refusal\":null}", id, role, content);
  }

  static ObjectNode thread(String id, String user, long at) {
    return json(
        """
        {"id":?,"object":"chatkit.thread","created_at":?,"title":null,
         "status":{"type":"active"},"user":?}
        """,
        id,
        at,
        user);
  }

  static ObjectNode threadItem(String id, String thread, String text, long at) {
    return json(
        """
        {"id":?,"object":"chatkit.thread_item","type":"chatkit.user_message","created_at":?,
         "thread_id":?,"content":[{"type":"input_text","text":?}],"attachments":[],
         "inference_options":null}
        """,
        id,
        at,
        thread,
        text);
  }

  static ObjectNode session(String id, Object user, Object workflow, long at) {
    return json(
        """
        {"id":?,"object":"chatkit.session","expires_at":?,"client_secret":"ek_sandbox",
         "workflow":{"id":?,"version":null,"state_variables":null,"tracing":{"enabled":true}},
         "user":?,"rate_limits":{"max_requests_per_1_minute":10},"max_requests_per_1_minute":10,
         "status":"active",
         "chatkit_configuration":{"automatic_thread_titling":{"enabled":true},
          "file_upload":{"enabled":false,"max_file_size":null,"max_files":null},
          "history":{"enabled":true,"recent_threads":null}}}
        """,
        id,
        at + 600,
        workflow,
        user);
  }
}
