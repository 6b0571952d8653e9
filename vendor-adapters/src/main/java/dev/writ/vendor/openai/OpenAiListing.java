package dev.writ.vendor.openai;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a list route lets one ask. */
enum OpenAiListing {
  /** {@code limit}, {@code order}, {@code after}. */
  ORDERED(true),
  /** {@code limit}, {@code after}: batches and fine-tuning jobs. */
  PLAIN(false);

  /** The most that every list but that of files allows; the default is 20. */
  private static final int LIMIT = 100;

  private final boolean ordered;

  OpenAiListing(boolean ordered) {
    this.ordered = ordered;
  }

  /**
   * The query of one page.
   *
   * @param after id of the last object seen, null for the first page
   */
  Map<String, Object> query(Map<String, String> filter, @Nullable String after) {
    var query = new LinkedHashMap<String, Object>(filter);
    query.put("limit", LIMIT);
    if (ordered) {
      query.put("order", "asc");
    }
    if (after != null) {
      query.put("after", after);
    }
    return query;
  }
}
