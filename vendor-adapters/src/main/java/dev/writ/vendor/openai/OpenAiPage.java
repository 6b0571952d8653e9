package dev.writ.vendor.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The list envelope; {@code last_id} is null or absent in some lists, also where more follows. */
record OpenAiPage(
    @Nullable String object,
    @Nullable List<JsonNode> data,
    @JsonProperty("has_more") @Nullable Boolean hasMore,
    @JsonProperty("last_id") @Nullable String lastId) {

  /** The cursor of the next page: null when there is none, empty when there should be one. */
  @Nullable String next() {
    if (hasMore == null) {
      return ""; // the specification demands it: a page without it may have been cut off
    }
    if (!hasMore) {
      return null;
    }
    if (data == null || data.isEmpty()) {
      return "";
    }
    return lastId != null ? lastId : data.getLast().path("id").asString("");
  }
}
