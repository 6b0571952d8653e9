package dev.writ.vendor.anthropic;

import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.require;

import org.jspecify.annotations.Nullable;

/** How a list is followed. {@code GET /v1/files} has one way by itself and the other as a beta. */
enum AnthropicPaging {
  /** {@code page} of the next is {@code next_page} of the last; there is no {@code has_more}. */
  PAGE("page"),
  /** {@code after_id} of the next is {@code last_id} of the last, while {@code has_more}. */
  CURSOR("after_id");

  private final String parameter;

  AnthropicPaging(String parameter) {
    this.parameter = parameter;
  }

  String parameter() {
    return parameter;
  }

  /** The next page's cursor, null after the last page; an end that is not told is malformed. */
  @Nullable String next(AnthropicPage page) {
    if (this == PAGE) {
      return page.nextPage();
    }
    if (!answered(page.hasMore())) {
      return null;
    }
    String last = page.lastId();
    require(last != null && !last.isEmpty());
    return last;
  }
}
