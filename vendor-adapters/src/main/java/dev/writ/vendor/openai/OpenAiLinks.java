package dev.writ.vendor.openai;

import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The other objects that an object names in its own fields. */
final class OpenAiLinks {
  private OpenAiLinks() {}

  /** Everything the object was made from, made, or belongs to. */
  static List<VendorObject> of(OpenAiKind kind, JsonNode json) {
    var links = new ArrayList<VendorObject>();
    switch (kind) {
      case BATCH -> link(links, OpenAiKind.FILE, json.path("input_file_id"));
      case FINE_TUNING_JOB -> {
        link(links, OpenAiKind.FILE, json.path("training_file"));
        link(links, OpenAiKind.FILE, json.path("validation_file"));
      }
      case EVAL_RUN -> {
        JsonNode source = json.path("data_source").path("source");
        if ("file_id".equals(source.path("type").asString(""))) {
          link(links, OpenAiKind.FILE, source.path("id"));
        }
      }
      case RESPONSE -> link(links, OpenAiKind.CONVERSATION, json.path("conversation").path("id"));
      default -> {}
    }
    links.addAll(made(kind, json));
    return links;
  }

  /** What a batch or a fine-tuning job made; may come into being after a search. */
  static List<VendorObject> made(OpenAiKind kind, JsonNode json) {
    var links = new ArrayList<VendorObject>();
    if (kind == OpenAiKind.BATCH) {
      link(links, OpenAiKind.FILE, json.path("output_file_id"));
      link(links, OpenAiKind.FILE, json.path("error_file_id"));
    } else if (kind == OpenAiKind.FINE_TUNING_JOB) {
      json.path("result_files").forEach(file -> link(links, OpenAiKind.FILE, file));
      link(links, OpenAiKind.MODEL, json.path("fine_tuned_model"));
    }
    return links;
  }

  private static void link(List<VendorObject> links, OpenAiKind kind, JsonNode id) {
    String text = id.asString("");
    if (!text.isEmpty()) {
      require(kind.wellFormed(text));
      links.add(kind.object(text));
    }
  }
}
