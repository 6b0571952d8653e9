package dev.writ.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a delivery is tried again, and how long a receiver rests. */
class RetryPlanTest {
  private static final List<Duration> WAITS =
      List.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofHours(24));
  private static final Optional<Duration> NOTHING = Optional.empty();

  @Test
  void waits_as_the_plan_says_and_then_no_more() {
    var plan = new RetryPlan(WAITS, Duration.ofMinutes(5), () -> 0);
    assertThat(IntStream.rangeClosed(1, 3).mapToObj(n -> plan.after(n, NOTHING).orElseThrow()))
        .isEqualTo(WAITS);
    assertThat(plan.after(4, NOTHING)).isEmpty();
  }

  @Test
  void up_to_a_tenth_is_added() {
    var late = new RetryPlan(WAITS, Duration.ofMinutes(5), () -> 1);
    assertThat(late.after(1, NOTHING)).hasValue(Duration.ofMillis(5_500));
  }

  @Test
  void a_receiver_may_ask_for_longer_and_not_for_shorter() {
    var plan = new RetryPlan(WAITS, Duration.ofMinutes(5), () -> 0);
    assertThat(plan.after(1, Optional.of(Duration.ofHours(1)))).hasValue(Duration.ofHours(1));
    assertThat(plan.after(2, Optional.of(Duration.ofSeconds(1)))).hasValue(Duration.ofMinutes(5));
    assertThat(plan.rest(1, Optional.of(Duration.ofHours(1)))).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void rests_double_up_to_the_longest() {
    var plan = new RetryPlan(WAITS, Duration.ofMinutes(5), () -> 0);
    assertThat(IntStream.of(1, 2, 3, 9, 10, 1_000).mapToObj(n -> plan.rest(n, NOTHING).toSeconds()))
        .containsExactly(1L, 2L, 4L, 256L, 300L, 300L);
  }

  @ParameterizedTest
  @CsvSource({
    "120, 120",
    "'Sun, 29 Nov 2026 12:01:30 GMT', 90",
    "'Sun, 29 Nov 2026 11:00:00 GMT', ",
    "0, ",
    "-5, ",
    "soon, ",
    "999999999, 86400",
    "99999999999999999999, "
  })
  void a_retry_after_is_seconds_or_a_date_and_a_day_at_most(String text, Long seconds) {
    var noon = Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);
    assertThat(RetryAfter.read(text, noon).map(Duration::toSeconds))
        .isEqualTo(Optional.ofNullable(seconds));
  }
}
