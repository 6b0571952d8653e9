package dev.writ.vendor.anthropic;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.writ.vendor.spi.Answers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A page of any list; which of the further fields it has is the list's {@link AnthropicPaging}. */
record AnthropicPage(
    @Nullable List<JsonNode> data,
    @JsonProperty("next_page") @Nullable String nextPage,
    @JsonProperty("has_more") @Nullable Boolean hasMore,
    @JsonProperty("last_id") @Nullable String lastId) {

  /** The rows; a page without them is malformed. */
  List<JsonNode> rows() {
    return Answers.answered(data);
  }
}
