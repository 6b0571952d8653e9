package dev.writ.vendor.openai;

import static dev.writ.vendor.openai.OpenAiAnswers.json;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Files, stores and work as the specification shapes them; times are Unix seconds. */
final class OpenAiShapes {
  private OpenAiShapes() {}

  static ObjectNode file(String id, String filename, String purpose, int bytes, long at) {
    return json(
        """
        {"id":?,"object":"file","bytes":?,"created_at":?,"filename":?,"purpose":?,
         "status":"processed"}
        """,
        id,
        bytes,
        at,
        filename,
        purpose);
  }

  static ObjectNode batch(
      String id, Object endpoint, String input, String status, Object metadata, long at) {
    return json(
        """
        {"id":?,"object":"batch","endpoint":?,"completion_window":"24h","created_at":?,
         "expires_at":?,"status":?,"input_file_id":?,"metadata":?}
        """,
        id,
        endpoint,
        at,
        at + 86_400,
        status,
        input,
        metadata);
  }

  static ObjectNode fineTuningJob(
      String id,
      Object model,
      String training,
      @Nullable Object validation,
      Object metadata,
      long at) {
    return json(
        """
        {"id":?,"object":"fine_tuning.job","created_at":?,"error":null,"fine_tuned_model":null,
         "finished_at":null,"hyperparameters":{"n_epochs":"auto"},"model":?,
         "organization_id":"org-sandbox","result_files":[],"status":"running",
         "trained_tokens":null,"training_file":?,"validation_file":?,"seed":7,"metadata":?}
        """,
        id,
        at,
        model,
        training,
        validation,
        metadata);
  }

  static ObjectNode model(String id, long at) {
    return json(
        "{\"id\":?,\"object\":\"model\",\"created\":?,\"owned_by\":\"org-sandbox\"}", id, at);
  }

  static ObjectNode vectorStore(String id, Object name, Object metadata, int files, long at) {
    return json(
        """
        {"id":?,"object":"vector_store","created_at":?,"name":?,"usage_bytes":0,
         "file_counts":{"in_progress":0,"completed":?,"failed":0,"cancelled":0,"total":?},
         "status":"completed","last_active_at":?,"metadata":?}
        """,
        id,
        at,
        name,
        files,
        files,
        at,
        metadata);
  }

  static ObjectNode attachment(String file, String store, Object attributes, int bytes, long at) {
    return json(
        """
        {"id":?,"object":"vector_store.file","usage_bytes":?,"created_at":?,"vector_store_id":?,
         "status":"completed","last_error":null,"attributes":?}
        """,
        file,
        bytes,
        at,
        store,
        attributes);
  }

  static ObjectNode fileBatch(String id, String store, int files, long at) {
    return json(
        """
        {"id":?,"object":"vector_store.files_batch","created_at":?,"vector_store_id":?,
         "status":"completed",
         "file_counts":{"in_progress":0,"completed":?,"failed":0,"cancelled":0,"total":?}}
        """,
        id,
        at,
        store,
        files,
        files);
  }

  static ObjectNode container(String id, Object name, long at, Instant active, long minutes) {
    return json(
        """
        {"id":?,"object":"container","name":?,"created_at":?,"status":"running",
         "last_active_at":?,"expires_after":{"anchor":"last_active_at","minutes":?}}
        """,
        id,
        name,
        at,
        active.getEpochSecond(),
        minutes);
  }

  static ObjectNode containerFile(String id, String container, String path, int bytes, long at) {
    return json(
        """
        {"id":?,"object":"container.file","container_id":?,"created_at":?,"bytes":?,"path":?,
         "source":"user"}
        """,
        id,
        container,
        at,
        bytes,
        path);
  }

  static ObjectNode eval(
      String id, Object name, Object source, Object criteria, Object metadata, long at) {
    return json(
        """
        {"id":?,"object":"eval","name":?,"data_source_config":?,"testing_criteria":?,
         "created_at":?,"metadata":?}
        """,
        id,
        name,
        source,
        criteria,
        at,
        metadata);
  }

  static ObjectNode evalRun(
      String id, String eval, Object name, Object source, Object metadata, long at) {
    return json(
        """
        {"id":?,"object":"eval.run","eval_id":?,"name":?,"status":"completed","model":"%s",
         "created_at":?,"report_url":"https://example.com/report","data_source":?,
         "result_counts":{"total":1,"errored":0,"failed":0,"passed":1},"per_model_usage":[],
         "per_testing_criteria_results":[],"error":null,"metadata":?}
        """
            .formatted(OpenAiTalkShapes.MODEL),
        id,
        eval,
        name,
        at,
        source,
        metadata);
  }

  static ObjectNode outputItem(String id, String run, String eval, String text, long at) {
    return json(
        """
        {"id":?,"object":"eval.run.output_item","run_id":?,"eval_id":?,"created_at":?,
         "status":"pass","datasource_item_id":0,"datasource_item":{"text":?},"results":[],
         "sample":{"input":[{"role":"user","content":?}],
          "output":[{"role":"assistant","content":"%s"}],"finish_reason":"stop","model":"%s",
          "usage":{"total_tokens":12,"completion_tokens":3,"prompt_tokens":9,"cached_tokens":0},
          "error":{"code":"","message":""},"temperature":1.0,"max_completion_tokens":100,
          "top_p":1.0,"seed":7}}
        """
            .formatted(OpenAiTalkShapes.REPLY, OpenAiTalkShapes.MODEL),
        id,
        run,
        eval,
        at,
        text,
        text);
  }

  static ObjectNode skill(String id, String name, String description, long at) {
    return json(
        """
        {"id":?,"object":"skill","name":?,"description":?,"created_at":?,"default_version":"1",
         "latest_version":"1"}
        """,
        id,
        name,
        description,
        at);
  }

  static ObjectNode skillVersion(
      String id, String skill, String name, String description, long at) {
    return json(
        """
        {"id":?,"object":"skill.version","skill_id":?,"version":"1","created_at":?,"name":?,
         "description":?}
        """,
        id,
        skill,
        at,
        name,
        description);
  }

  static ObjectNode voiceConsent(String id, Object name, Object language, long at) {
    return json(
        """
        {"id":?,"object":"audio.voice_consent","name":?,"language":?,"created_at":?}
        """,
        id,
        name,
        language,
        at);
  }
}
