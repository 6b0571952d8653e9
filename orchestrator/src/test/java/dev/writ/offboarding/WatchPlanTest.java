package dev.writ.offboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.settings.WritSettings;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorDescriptor.OutOfReach;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a vendor that was left is looked at, wherever its connection leads. */
class WatchPlanTest {
  private static final VendorDescriptor VENDOR =
      VendorDescriptor.of("ember", "Ember (tests)", URI.create("http://127.0.0.1:9"))
          .looks(Duration.ofDays(32))
          .exceptions(
              List.of(
                  new OutOfReach("Logs", "No route erases them.", "book", Duration.ofDays(90)),
                  new OutOfReach("Flagged content", "No route.", "book", Duration.ofDays(2_557)),
                  new OutOfReach("Archives", "No route erases them.", "book")))
          .pace(1, 1, Duration.ofSeconds(1))
          .read(LocalDate.of(2026, 11, 30), List.of("book"), List.of());
  private static final List<Duration> OURS = List.of(Duration.ofDays(1), Duration.ofDays(32));

  private static List<Duration> delays(boolean windows) {
    return delays(windows, Duration.ofDays(183));
  }

  private static List<Duration> delays(boolean windows, Duration longest) {
    return WatchPlan.delays(new WritSettings.Offboarding(OURS, windows, "never"), longest, VENDOR);
  }

  @Test
  void it_is_looked_at_after_the_policys_looks_and_the_windows_it_documents() {
    assertThat(delays(true))
        .containsExactly(Duration.ofDays(1), Duration.ofDays(32), Duration.ofDays(92));
  }

  @Test
  void what_goes_later_than_looks_are_made_is_not_waited_for() {
    assertThat(delays(true, Duration.ofDays(91))).containsExactlyElementsOf(OURS);
    assertThat(WatchPlan.windows(VENDOR)).as("the plan names it").contains(Duration.ofDays(2_559));
  }

  @Test
  void what_goes_after_a_documented_time_has_a_last_day_and_what_stays_has_none() {
    var erased = Instant.parse("2026-11-02T23:30:00Z");
    assertThat(VENDOR.exceptions().getFirst().goneBy(erased, ZoneOffset.UTC))
        .hasValue(LocalDate.of(2027, 1, 31));
    assertThat(VENDOR.exceptions().getLast().goneBy(erased, ZoneOffset.UTC)).isEmpty();
  }

  @Test
  void a_trial_may_do_without_the_windows() {
    assertThat(delays(false)).containsExactlyElementsOf(OURS);
  }
}
