package dev.writ.vendor.spi;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The wait that an answer asks for by {@code Retry-After} (RFC 9110, section 10.2.3). Headers are
 * those of {@link VendorHttp#firsts}. {@link VendorFailure} bounds the wait.
 */
public final class RetryAfter {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private RetryAfter() {}

  /**
   * Seconds, or an HTTP date.
   *
   * @param clock the time from which a date is awaited
   * @return negative for a date that has passed, null when nothing readable is said
   */
  public static @Nullable Duration read(Map<String, String> headers, InstantSource clock) {
    var seconds = seconds(headers);
    return seconds == null ? untilDate(value(headers), clock) : seconds;
  }

  /**
   * Seconds, for a vendor that documents no date; a date says nothing.
   *
   * @return null when nothing readable is said
   */
  public static @Nullable Duration seconds(Map<String, String> headers) {
    var value = value(headers);
    return SECONDS.matcher(value).matches() ? Duration.ofSeconds(Long.parseLong(value)) : null;
  }

  private static @Nullable Duration untilDate(String value, InstantSource clock) {
    try {
      var date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(clock.instant(), date);
    } catch (DateTimeException unreadable) {
      return null;
    }
  }

  private static String value(Map<String, String> headers) {
    return headers.getOrDefault("retry-after", "").strip();
  }
}
