package dev.writ.vendor.openai;

import static dev.writ.vendor.openai.OpenAiAnswers.invalid;
import static dev.writ.vendor.openai.OpenAiAnswers.json;
import static dev.writ.vendor.openai.OpenAiAnswers.ok;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.io.ByteArrayOutputStream;

/** Uploads in parts. One that was completed is a file like any other; one that was not is none. */
final class OpenAiUploadRoutes {
  private static final String UPLOADS = "uploads";
  private static final long HOUR = 3_600;

  private final OpenAiShelves shelves;
  private final OpenAiStock stock;

  OpenAiUploadRoutes(OpenAiShelves shelves, OpenAiStock stock, OpenAiRoutes routes) {
    this.shelves = shelves;
    this.stock = stock;
    routes.post("uploads", this::create);
    routes.post("uploads/{id}/parts", this::addPart);
    routes.post("uploads/{id}/complete", this::complete);
    routes.post("uploads/{id}/cancel", this::cancel);
  }

  private static String parts(String upload) {
    return UPLOADS + "/" + upload + "/parts";
  }

  private SimulatedResponse create(OpenAiCall call) {
    var body = call.body();
    for (String field : new String[] {"filename", "mime_type", "purpose"}) {
      if (!body.path(field).isString()) {
        return invalid("Missing required parameter: '" + field + "'.", field);
      }
    }
    if (!body.path("bytes").isIntegralNumber()) {
      return invalid("Missing required parameter: 'bytes'.", "bytes");
    }
    long now = shelves.now();
    return ok(
        shelves.add(
                UPLOADS,
                json(
                    """
                    {"id":?,"object":"upload","bytes":?,"created_at":?,"filename":?,"purpose":?,
                     "status":"pending","expires_at":?,"file":null}
                    """,
                    shelves.newId("upload_"),
                    body.path("bytes"),
                    now,
                    body.path("filename"),
                    body.path("purpose"),
                    now + HOUR),
                null)
            .json);
  }

  private OpenAiStored pending(OpenAiCall call) {
    var upload = stock.require(UPLOADS, call.id());
    if (!upload.json.path("status").asString("").equals("pending")) {
      throw new OpenAiRefusal(invalid("The upload is not pending.", null));
    }
    return upload;
  }

  private SimulatedResponse addPart(OpenAiCall call) {
    var upload = pending(call);
    var data = call.form().file("data");
    if (data.isEmpty()) {
      return invalid("Missing required parameter: 'data'.", "data");
    }
    var part =
        shelves.add(
            parts(upload.id),
            json(
                "{\"id\":?,\"object\":\"upload.part\",\"created_at\":?,\"upload_id\":?}",
                shelves.newId("part_"),
                shelves.now(),
                upload.id),
            null);
    part.content = data.get().content();
    return ok(part.json);
  }

  private SimulatedResponse complete(OpenAiCall call) {
    var upload = pending(call);
    var content = new ByteArrayOutputStream();
    for (var id : call.body().path("part_ids")) {
      var part = shelves.find(parts(upload.id), id.asString(""));
      if (part == null) {
        return invalid("Invalid part.", "part_ids");
      }
      content.writeBytes(part.content);
    }
    if (content.size() != upload.json.path("bytes").asInt(0)) {
      return invalid("The parts do not have as many bytes as the upload announced.", "part_ids");
    }
    var file =
        stock.file(
            shelves.newId("file-"),
            upload.json.path("filename").asString(""),
            upload.json.path("purpose").asString(""),
            content.toByteArray(),
            null);
    upload.json.put("status", "completed");
    upload.json.set("file", file.json);
    return ok(upload.json);
  }

  private SimulatedResponse cancel(OpenAiCall call) {
    return ok(pending(call).json.put("status", "cancelled"));
  }
}
