package dev.writ.vendor.chatgptenterprise;

import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.requiredId;
import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.rows;
import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.text;
import static dev.writ.vendor.spi.Answers.malformed;
import static dev.writ.vendor.spi.Answers.require;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One page of the list of log files.
 *
 * @param end where the next page begins: strictly later than asked for, where there is a next one
 */
record ChatGptLogPage(List<LogFile> files, boolean more, Instant end) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  ChatGptLogPage {
    files = List.copyOf(files);
  }

  /**
   * One log file as it is listed.
   *
   * @param size in bytes, or -1 when the list does not say
   */
  record LogFile(String id, Instant end, String sha256, long size) {
    private static final int MARK = 10;

    static LogFile of(JsonNode row) {
      var sha256 = text(row, "file_sha256").toLowerCase(Locale.ROOT);
      require(SHA256.matcher(sha256).matches());
      return new LogFile(
          requiredId(row), time(text(row, "end_time")), sha256, row.path("file_size").asLong(-1));
    }

    /** Short, and the same whenever the file is listed. */
    String mark() {
      return HexFormat.of()
          .formatHex(digest().digest(id.getBytes(StandardCharsets.UTF_8)))
          .substring(0, MARK);
    }
  }

  static ChatGptLogPage of(JsonNode json, Instant after) {
    var files = rows(json).stream().map(LogFile::of).toList();
    require(json.path("has_more").isBoolean());
    var more = json.path("has_more").asBoolean();
    var last = text(json, "last_end_time");
    var end = last.isEmpty() ? latest(files, after) : time(last);
    require(!more || (!files.isEmpty() && end.isAfter(after)));
    return new ChatGptLogPage(files, more, end.isAfter(after) ? end : after);
  }

  private static Instant latest(List<LogFile> files, Instant after) {
    return files.stream().map(LogFile::end).max(Instant::compareTo).orElse(after);
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException unreadable) {
      throw malformed();
    }
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
