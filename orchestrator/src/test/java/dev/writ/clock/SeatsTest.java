package dev.writ.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeatsTest {

  /** Reference vectors: what counts is where action is to be taken, not where the person lives. */
  @ParameterizedTest
  @CsvSource({
    "IE,        GDPR,    DE,     2026-04-01, ie,       2026-05-01",
    "DE,        GDPR,    IE,     2026-04-01, de,       2026-05-04",
    "'IE,GB-ENG', GDPR,  DE,     2026-04-01, ie,       2026-05-01",
    "GB-ENG,    UK_GDPR, GB-SCT, 2026-07-03, gb-eng,   2026-08-03",
    "'IE,GB-ENG', UK_GDPR, GB-SCT, 2026-07-03, gb-eng, 2026-08-03",
    "GB-SCT,    UK_GDPR, GB-ENG, 2026-07-03, gb-sct,   2026-08-04",
    "GB-ENG,    GDPR,    DE,     2026-04-01, weekends, 2026-05-01",
    "'',        GDPR,    DE,     2026-04-01, weekends, 2026-05-01",
    "'',        UK_GDPR, GB-SCT, 2026-07-03, weekends, 2026-08-03",
    "IE,        CCPA,    US-CA,  2026-03-02, us-ca,    2026-04-16"
  })
  void the_seat_of_the_controller_chooses_the_holidays(
      String seats,
      String law,
      String residence,
      LocalDate received,
      String calendar,
      LocalDate due) {
    var jurisdiction = seats(seats).jurisdiction(law, residence);
    var inputs =
        new ClockInputs(Right.ERASURE, List.of(new ClockEvent.Received(received, "WEB_FORM")));
    var response = Reckoning.of(AClock.BOOK, List.of(law), jurisdiction, inputs).response();
    assertThat(response.calendar()).isEqualTo(calendar);
    assertThat(response.statutoryDue()).isEqualTo(due);
  }

  @Test
  void a_law_of_one_place_keeps_where_the_person_lives() {
    assertThat(seats("IE").jurisdiction("VCDPA", "US-VA")).contains("US-VA");
    assertThat(seats("").jurisdiction("GDPR", "DE")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GB", "NO", "US-CA", "XX", "IE,DE", "GB-ENG,GB-SCT"})
  void a_seat_that_leaves_the_holidays_open_stops_the_start(String wrong) {
    assertThatThrownBy(() -> seats(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("WRIT_JURISDICTION");
  }

  private static Seats seats(String codes) {
    return new Seats(
        AClock.BOOK, () -> AClock.BOOK, codes.isEmpty() ? List.of() : List.of(codes.split(",")));
  }
}
