package dev.writ.webhook;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header of RFC 9110, 10.2.3: seconds, or a date. */
final class RetryAfter {
  /** A receiver that asks for more is asked again all the same. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /** Empty when it cannot be read or lies behind us. */
  static Optional<Duration> read(String text, Clock clock) {
    try {
      var wait =
          text.matches("[0-9]{1,9}")
              ? Duration.ofSeconds(Long.parseLong(text))
              : Duration.between(
                  clock.instant(),
                  ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return wait.isPositive()
          ? Optional.of(wait.compareTo(LONGEST) > 0 ? LONGEST : wait)
          : Optional.empty();
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
