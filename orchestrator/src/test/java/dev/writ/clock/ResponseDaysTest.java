package dev.writ.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseDaysTest {
  private final ResponseDays days = new ResponseDays();

  @ParameterizedTest
  @CsvSource({
    "GDPR,DE,2026-11-02,2026-12-02,2026-12-02",
    "GDPR,,2026-01-31,2026-03-02,2026-02-28",
    "UK_GDPR,GB-ENG,2026-11-02,2026-12-02,2026-12-01",
    "CCPA,US-CA,2026-11-02,2026-12-17,2026-12-16"
  })
  void a_request_is_due_by_its_law(
      String regime, String jurisdiction, LocalDate received, LocalDate lawful, LocalDate safe) {
    var due =
        days.of(regime, Optional.ofNullable(jurisdiction), "ERASURE", received, Optional.empty());
    assertThat(due.statutoryDue()).isEqualTo(lawful);
    assertThat(due.safeDue()).isEqualTo(safe);
    assertThat(due.explanation()).isNotBlank();
  }

  @Test
  void a_jurisdiction_without_a_calendar_counts_weekends_alone() {
    var due =
        days.of(
            "GDPR",
            Optional.of("Lilliput"),
            "ACCESS",
            LocalDate.of(2026, 11, 2),
            Optional.of("EMAIL"));
    assertThat(due.calendar()).isEqualTo("weekends");
  }

  @Test
  void an_unknown_law_is_no_guess() {
    assertThatThrownBy(
            () ->
                days.of(
                    "PIPL",
                    Optional.empty(),
                    "ACCESS",
                    LocalDate.of(2026, 11, 2),
                    Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
