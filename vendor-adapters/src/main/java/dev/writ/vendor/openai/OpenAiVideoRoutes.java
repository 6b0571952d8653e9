package dev.writ.vendor.openai;

import static dev.writ.vendor.openai.OpenAiAnswers.invalid;
import static dev.writ.vendor.openai.OpenAiAnswers.json;
import static dev.writ.vendor.openai.OpenAiAnswers.ok;
import static dev.writ.vendor.openai.OpenAiPaging.BETA;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Videos by the specification of 2026-08-21, where they are deprecated: jobs that end at once. The
 * vendor's page of deprecations has the API shut down on 2026-09-24; what it answers since, and
 * whether stored videos are still there, is UNCONFIRMED. No defaults of a page are documented:
 * those of the newer lists serve. Remixes, edits, extensions and characters are refused.
 */
final class OpenAiVideoRoutes {
  static final String VIDEOS = "videos";

  /** An empty box of the format, which the content of every video is here. */
  static final byte[] FILM = {0, 0, 0, 8, 'f', 'r', 'e', 'e'};

  private static final Set<String> SIZES = Set.of("720x1280", "1280x720", "1024x1792", "1792x1024");
  private static final Set<String> SECONDS = Set.of("4", "8", "12");
  private static final int LONGEST_PROMPT = 32_000;

  private final OpenAiShelves shelves;

  OpenAiVideoRoutes(OpenAiShelves shelves, OpenAiStock stock, OpenAiRoutes routes) {
    this.shelves = shelves;
    routes.post(VIDEOS, this::create);
    routes.get(VIDEOS, call -> BETA.answer(call.request(), shelves.listed(VIDEOS)));
    routes.get("videos/{id}", call -> ok(stock.require(VIDEOS, call.id()).json));
    routes.get(
        "videos/{id}/content",
        call ->
            new SimulatedResponse(
                200,
                Map.of("Content-Type", "video/mp4"),
                stock.require(VIDEOS, call.id()).content));
    routes.delete("videos/{id}", call -> stock.delete(call, VIDEOS, "video.deleted"));
  }

  /** Clients send a form, or JSON where no reference image is uploaded. */
  private SimulatedResponse create(OpenAiCall call) {
    boolean form =
        call.request().headers().getOrDefault("content-type", "").startsWith("multipart/form-data");
    var prompt = value(call, form, "prompt", "");
    var size = value(call, form, "size", "720x1280");
    var seconds = value(call, form, "seconds", "4");
    if (prompt.isEmpty() || prompt.length() > LONGEST_PROMPT) {
      return invalid("Missing required parameter: 'prompt'.", "prompt");
    }
    if (!SIZES.contains(size)) {
      return invalid("Invalid size.", "size");
    }
    if (!SECONDS.contains(seconds)) {
      return invalid("Invalid seconds.", "seconds");
    }
    long now = shelves.now();
    var id = shelves.newId("video_");
    var video =
        shelves.add(
            VIDEOS,
            video(id, value(call, form, "model", "sora-2"), prompt, size, seconds, now),
            null);
    video.content = FILM;
    return ok(video.json);
  }

  /** A job that has ended. */
  static ObjectNode video(
      String id, String model, String prompt, String size, String seconds, long at) {
    return json(
        """
        {"id":?,"object":"video","model":?,"status":"completed","progress":100,
         "created_at":?,"completed_at":?,"expires_at":null,"prompt":?,"size":?,
         "seconds":?,"remixed_from_video_id":null,"error":null}
        """,
        id,
        model,
        at,
        at,
        prompt,
        size,
        seconds);
  }

  private static String value(OpenAiCall call, boolean form, String name, String absent) {
    return form ? call.form().text(name).orElse(absent) : call.body().path(name).asString(absent);
  }
}
