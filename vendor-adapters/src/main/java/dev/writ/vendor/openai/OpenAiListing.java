package dev.writ.vendor.openai;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a list route lets one ask. */
enum OpenAiListing {
  /** {@code limit}, {@code order}, {@code after}. */
  ORDERED(true, 100),
  /** {@code limit}, {@code after}: batches and fine-tuning jobs. */
  PLAIN(false, 100),
  /** As the first, of files, of which a page may have up to 10,000. */
  FILES(true, 1_000);

  private final boolean ordered;
  private final int limit;

  /**
   * @param limit the most that every list but that of files allows is 100; the default is 20
   */
  OpenAiListing(boolean ordered, int limit) {
    this.ordered = ordered;
    this.limit = limit;
  }

  /**
   * The query of one page.
   *
   * @param after id of the last object seen, null for the first page
   */
  Map<String, Object> query(Map<String, String> filter, @Nullable String after) {
    var query = new LinkedHashMap<String, Object>(filter);
    query.put("limit", limit);
    if (ordered) {
      query.put("order", "asc");
    }
    if (after != null) {
      query.put("after", after);
    }
    return query;
  }
}
