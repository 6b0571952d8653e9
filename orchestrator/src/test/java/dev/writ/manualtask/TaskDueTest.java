package dev.writ.manualtask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskDueTest {
  private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);

  @ParameterizedTest
  @CsvSource({"2026-12-02,0,2026-11-29", "2026-12-02,7,2026-11-22", "2026-12-17,30,2026-11-14"})
  void leaves_time_for_the_vendor_and_the_answer_before_the_laws_day(
      LocalDate answer, int vendorDays, LocalDate due) {
    assertThat(TaskDue.of(answer, Duration.ofDays(vendorDays), LONG_AGO)).isEqualTo(due);
  }

  @Test
  void part_of_a_vendors_day_is_a_day() {
    assertThat(TaskDue.of(LocalDate.of(2026, 12, 2), Duration.ofHours(1), LONG_AGO))
        .isEqualTo(LocalDate.of(2026, 11, 28));
  }

  @Test
  void a_task_that_comes_too_late_is_due_tomorrow() {
    assertThat(
            TaskDue.of(LocalDate.of(2026, 12, 2), Duration.ofDays(30), LocalDate.of(2026, 11, 24)))
        .isEqualTo(LocalDate.of(2026, 11, 25));
  }
}
