package dev.writ.vendor.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The list envelope. */
record OpenAiPage(
    @Nullable String object,
    @Nullable List<JsonNode> data,
    @JsonProperty("has_more") @Nullable Boolean hasMore,
    @JsonProperty("last_id") @Nullable String lastId) {

  boolean isList() {
    return "list".equals(object) && data != null;
  }
}
