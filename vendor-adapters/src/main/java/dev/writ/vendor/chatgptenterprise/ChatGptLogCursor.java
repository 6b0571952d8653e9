package dev.writ.vendor.chatgptenterprise;

import dev.writ.vendor.chatgptenterprise.ChatGptLogPage.LogFile;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the reading of the log files stands: {@code <time> <mark>,<mark>}.
 *
 * @param after files that ended later are listed
 * @param done marks of those among them that have been read; a page's worth at most
 */
record ChatGptLogCursor(Instant after, Set<String> done) {
  /** A file may be listed late, with an end before one that was listed already. */
  static final Duration OVERLAP = Duration.ofMinutes(15);

  /** Files with one end may stand on two pages, and "later" is meant strictly. */
  private static final Duration BETWEEN_PAGES = Duration.ofSeconds(1);

  ChatGptLogCursor {
    done = Set.copyOf(done);
  }

  /** A cursor that is none of ours is a REJECTED failure. */
  static ChatGptLogCursor of(String text, Instant first) {
    if (text.isEmpty()) {
      return new ChatGptLogCursor(first, Set.of());
    }
    var parts = text.split(" ", 2);
    try {
      var done = parts.length < 2 ? List.<String>of() : Arrays.asList(parts[1].split(","));
      return new ChatGptLogCursor(Instant.parse(parts[0]), new LinkedHashSet<>(done));
    } catch (DateTimeException unreadable) {
      throw new VendorFailure(Kind.REJECTED, 0);
    }
  }

  String text() {
    return done.isEmpty()
        ? after.toString()
        : after + " " + done.stream().sorted().collect(Collectors.joining(","));
  }

  boolean isDone(LogFile file) {
    return done.contains(file.mark());
  }

  /** What is not on the page is not remembered: at worst it is read again. */
  ChatGptLogCursor withDone(LogFile file, ChatGptLogPage page) {
    return new ChatGptLogCursor(
        after,
        page.files().stream()
            .filter(other -> isDone(other) || other.equals(file))
            .map(LogFile::mark)
            .collect(Collectors.toSet()));
  }

  /** Behind a page that is done, with another one after it. */
  ChatGptLogCursor beyond(ChatGptLogPage page) {
    var near = page.end().minus(BETWEEN_PAGES);
    return near.isAfter(after) ? from(near, page) : new ChatGptLogCursor(page.end(), Set.of());
  }

  /** Behind the last page. */
  ChatGptLogCursor atTheEnd(ChatGptLogPage page) {
    var near = page.end().minus(OVERLAP);
    return from(near.isAfter(after) ? near : after, page);
  }

  private static ChatGptLogCursor from(Instant time, ChatGptLogPage page) {
    return new ChatGptLogCursor(
        time,
        page.files().stream()
            .filter(file -> file.end().isAfter(time))
            .map(LogFile::mark)
            .collect(Collectors.toSet()));
  }
}
