package dev.writ.vendor.googleworkspace;

import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.require;

import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How Google's answers are read: 404 is absence, and whatever is undocumented is malformed. */
final class GoogleAnswers {
  private GoogleAnswers() {}

  /** Walks pages to the end; a token that repeats is a malformed answer. */
  static <P> void pages(
      Function<@Nullable String, @Nullable P> fetch,
      Function<P, @Nullable String> next,
      Consumer<P> each) {
    var seen = new HashSet<String>();
    String token = null;
    do {
      var page = answered(fetch.apply(token));
      each.accept(page);
      token = next.apply(page);
      require(token == null || token.isEmpty() || seen.add(token));
    } while (token != null && !token.isEmpty());
  }

  /** Items of a list that is left out when it is empty. */
  static <T> List<T> listed(@Nullable List<T> items) {
    return items == null ? List.of() : items;
  }

  static String required(@Nullable String text, Pattern form) {
    require(text != null && form.matcher(text).matches());
    return answered(text);
  }

  /** A documented success without content. */
  static void empty(byte[] body) {
    require(body.length == 0);
  }
}
