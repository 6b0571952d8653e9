package dev.writ.vendor.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));

  private static Map<String, String> header(String value) {
    return VendorHttp.firsts(Map.of("Retry-After", List.of(value, "1")));
  }

  @ParameterizedTest
  @CsvSource({"0, PT0S", "7, PT7S", "' 7 ', PT7S", "999999999, PT999999999S"})
  void seconds_are_read_either_way(String value, Duration wait) {
    assertThat(RetryAfter.seconds(header(value))).isEqualTo(wait);
    assertThat(RetryAfter.read(header(value), CLOCK)).isEqualTo(wait);
  }

  @ParameterizedTest
  @CsvSource({"'Mon, 23 Nov 2026 12:00:30 GMT', PT30S", "'Mon, 23 Nov 2026 11:00:00 GMT', PT-1H"})
  void a_date_is_awaited_by_the_clock_and_is_no_number_of_seconds(String value, Duration wait) {
    assertThat(RetryAfter.read(header(value), CLOCK)).isEqualTo(wait);
    assertThat(RetryAfter.seconds(header(value))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "1s", "1000000000", "Mon, 99 Nov 2026"})
  void what_is_neither_says_nothing(String value) {
    assertThat(RetryAfter.read(header(value), CLOCK)).isNull();
    assertThat(RetryAfter.seconds(header(value))).isNull();
  }

  @Test
  void no_header_says_nothing() {
    assertThat(RetryAfter.read(VendorHttp.firsts(Map.of("retry-after", List.of())), CLOCK))
        .isNull();
    assertThat(RetryAfter.read(Map.of(), CLOCK)).isNull();
  }
}
