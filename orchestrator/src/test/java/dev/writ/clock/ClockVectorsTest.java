package dev.writ.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

/** The rulebook's tables, row by row. */
class ClockVectorsTest {

  @ParameterizedTest
  @CsvSource({
    "2024-03-05, none, 2024-04-05, 2024-04-05, 2024-06-05, 2024-06-05",
    "2024-03-05, de,   2024-04-05, 2024-04-05, 2024-06-05, 2024-06-05",
    "2026-03-05, de,   2026-04-07, 2026-04-05, 2026-06-05, 2026-06-05",
    "2026-08-31, de,   2026-09-30, 2026-09-30, 2026-11-30, 2026-11-30",
    "2026-01-31, de,   2026-03-02, 2026-02-28, 2026-04-30, 2026-04-28",
    "2028-01-31, de,   2028-02-29, 2028-02-29, 2028-05-02, 2028-04-29",
    "2028-01-31, none, 2028-02-29, 2028-02-29, 2028-05-01, 2028-04-29",
    "2026-03-31, de,   2026-04-30, 2026-04-30, 2026-06-30, 2026-06-30",
    "2026-04-01, de,   2026-05-04, 2026-05-01, 2026-07-01, 2026-07-01",
    "2026-04-01, ie,   2026-05-01, 2026-05-01, 2026-07-01, 2026-07-01",
    "2026-06-14, fr,   2026-07-15, 2026-07-14, 2026-09-14, 2026-09-14",
    "2026-11-25, de,   2026-12-28, 2026-12-25, 2027-02-25, 2027-02-25",
    "2026-02-28, de,   2026-03-30, 2026-03-28, 2026-05-28, 2026-05-28",
    "2026-12-31, de,   2027-02-01, 2027-01-31, 2027-03-31, 2027-03-31",
    "2026-11-30, de,   2026-12-30, 2026-12-30, 2027-03-01, 2027-02-28"
  })
  void gdpr_counts_months_from_receipt_and_rolls(
      LocalDate received,
      String calendar,
      LocalDate due,
      LocalDate safe,
      LocalDate extended,
      LocalDate safeExtended) {
    var clock = AClock.of("eu-gdpr", calendar).received(received);
    assertThat(clock.response().statutoryDue()).isEqualTo(due);
    assertThat(clock.response().safeDue()).isEqualTo(safe);
    assertThat(clock.computed().extendableUntil()).isEqualTo(due);
    assertThat(clock.further("REFUSAL").statutoryDue()).isEqualTo(due);
    clock.extended(due.toString());
    assertThat(clock.response().statutoryDue()).isEqualTo(extended);
    assertThat(clock.response().safeDue()).isEqualTo(safeExtended);
    assertThat(clock.further("REFUSAL").statutoryDue()).isEqualTo(due);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-09-03, 2026-10-05, 2026-10-02",
    "2026-03-03, 2026-04-07, 2026-04-02",
    "2026-11-25, 2026-12-29, 2026-12-24"
  })
  void the_uk_takes_the_corresponding_date_of_the_nation(
      String received, LocalDate due, LocalDate safe) {
    var response = AClock.of("uk-gdpr", "gb-eng").received(received).response();
    assertThat(response.statutoryDue()).isEqualTo(due);
    assertThat(response.safeDue()).isEqualTo(safe);
  }

  @Test
  void in_the_uk_the_month_begins_with_the_identity_that_was_asked_for() {
    var response =
        AClock.of("uk-gdpr", "gb-eng")
            .received("2026-03-03")
            .asked(PauseGround.IDENTITY, "2026-03-04")
            .answered("2026-03-10")
            .response();
    assertThat(response.statutoryDue()).isEqualTo(LocalDate.parse("2026-04-10"));
    assertThat(response.unsuspendedDue()).isEqualTo(LocalDate.parse("2026-04-07"));
  }

  @Test
  void in_the_uk_the_days_of_a_clarification_do_not_count() {
    var response =
        AClock.of("uk-gdpr", "gb-eng")
            .using(Right.ACCESS)
            .received("2026-03-03")
            .asked(PauseGround.CLARIFICATION, "2026-03-05")
            .answered("2026-03-12")
            .response();
    assertThat(response.statutoryDue()).isEqualTo(LocalDate.parse("2026-04-13"));
    assertThat(response.safeDue()).isEqualTo(LocalDate.parse("2026-04-10"));
  }

  @ParameterizedTest
  @CsvSource({
    "gb-eng, 2026-08-31, true",
    "gb-wls, 2026-08-31, true",
    "gb-nir, 2026-08-31, true",
    "gb-sct, 2026-08-31, false",
    "gb-sct, 2026-08-03, true",
    "gb-nir, 2026-03-17, true",
    "gb-eng, 2026-03-17, false"
  })
  void each_nation_has_its_own_holidays(String nation, LocalDate day, boolean off) {
    assertThat(AClock.BOOK.calendar(nation).findHoliday(day).isPresent()).isEqualTo(off);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02, 2026-03-16, 2026-03-16, 2026-03-23, 2026-03-23, 2026-04-16, 2026-04-15,"
        + " 2026-05-31, 2028-03-02",
    "2026-03-20, 2026-04-06, 2026-04-03, 2026-04-13, 2026-04-10, 2026-05-04, 2026-05-03,"
        + " 2026-06-18, 2028-03-20",
    "2026-11-23, 2026-12-09, 2026-12-07, 2026-12-16, 2026-12-14, 2027-01-07, 2027-01-06,"
        + " 2027-02-21, 2028-11-23",
    "2026-02-28, 2026-03-13, 2026-03-13, 2026-03-20, 2026-03-20, 2026-04-14, 2026-04-13,"
        + " 2026-05-29, 2028-02-28"
  })
  void california_counts_days_and_rolls_nothing(
      String received,
      LocalDate acknowledged,
      LocalDate acknowledgedSafe,
      LocalDate optedOut,
      LocalDate optedOutSafe,
      LocalDate due,
      LocalDate safe,
      LocalDate extended,
      LocalDate kept) {
    var clock = AClock.of("us-ca-ccpa", "us-ca").received(received);
    assertThat(clock.further("ACKNOWLEDGEMENT").statutoryDue()).isEqualTo(acknowledged);
    assertThat(clock.further("ACKNOWLEDGEMENT").safeDue()).isEqualTo(acknowledgedSafe);
    var optOut = AClock.of("us-ca-ccpa", "us-ca").using(Right.OPT_OUT).received(received);
    assertThat(optOut.response().statutoryDue()).isEqualTo(optedOut);
    assertThat(optOut.response().safeDue()).isEqualTo(optedOutSafe);
    assertThat(clock.response().statutoryDue()).isEqualTo(due);
    assertThat(clock.response().safeDue()).isEqualTo(safe);
    assertThat(clock.further("RECORDS").statutoryDue()).isEqualTo(kept);
    clock.extended(received);
    assertThat(clock.response().statutoryDue()).isEqualTo(extended);
    assertThat(clock.response().safeDue()).isEqualTo(extended.minusDays(1));
  }

  @Test
  void an_opt_out_in_california_is_due_when_opt_outs_are() {
    var clock = AClock.of("us-ca-ccpa", "us-ca").using(Right.OPT_OUT).received("2026-03-20");
    assertThat(clock.response().statutoryDue()).isEqualTo(LocalDate.parse("2026-04-13"));
    assertThat(clock.extended("2026-03-21").refused().reason()).contains("no extension");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ACCESS        | 2026-03-02 | 2026-03-17 | Art. 19, II LGPD",
        "ACCESS        | 2026-12-24 | 2027-01-08 | Art. 19, II LGPD",
        "ERASURE       | 2026-03-02 | 2026-03-17 | Art. 18 LGPD, which names no days (fifteen by"
            + " choice)",
        "PORTABILITY   | 2028-02-15 | 2028-03-01 | Art. 18 LGPD, which names no days (fifteen by"
            + " choice)",
        "RECTIFICATION | 2026-04-06 | 2026-04-21 | Art. 18 LGPD, which names no days (fifteen by"
            + " choice)"
      })
  void brazil_counts_fifteen_days_by_law_for_access_and_by_choice_for_the_rest(
      Right right, String received, LocalDate due, String article) {
    var clock = AClock.of("br-lgpd", "br").using(right).received(received);
    assertThat(clock.response().statutoryDue()).isEqualTo(due);
    assertThat(clock.response().safeDue()).isEqualTo(due);
    assertThat(clock.response().explanation()).startsWith(article + ": 15 calendar days after ");
    assertThat(clock.computed().further()).extracting(Due::what).containsExactly("REFUSAL");
  }

  @Test
  void the_delete_act_asks_again_every_45_days() {
    var repeats = AClock.BOOK.find("us-ca-delete-act").orElseThrow().repeats();
    assertThat(repeats.first(3))
        .containsExactly(
            LocalDate.parse("2026-09-15"),
            LocalDate.parse("2026-10-30"),
            LocalDate.parse("2026-12-14"));
  }

  @ParameterizedTest
  @CsvSource({
    "us-va-vcdpa, us-va, 2026-07-03, 2026-07-03",
    "us-ct-ctdpa, us-ct, 2026-07-03, 2026-07-03",
    "us-co-cpa,   us-co, 2026-06-18, 2026-08-17"
  })
  void an_appeal_has_its_own_clock(
      String rule, String calendar, LocalDate decided, LocalDate extended) {
    var clock = AClock.of(rule, calendar).received("2026-03-02");
    assertThat(clock.appeal("2026-05-04", false).statutoryDue()).isEqualTo(decided);
    assertThat(clock.appeal("2026-05-04", false).explanation())
        .contains("the day of the receipt of the appeal not counted");
    assertThat(clock.appeal("2026-05-04", true).statutoryDue()).isEqualTo(extended);
  }

  @Test
  void the_person_is_promised_the_shortest_time_for_an_appeal_by_the_rules_in_force()
      throws IOException {
    assertThat(dates("eu-gdpr").appealDays()).isEmpty();
    assertThat(dates("us-va-vcdpa", "eu-gdpr", "us-co-cpa").appealDays()).contains(45);
    var shipped =
        new ClassPathResource("rules/regimes/us-va-vcdpa.yaml")
            .getContentAsString(StandardCharsets.UTF_8);
    var own = RuleFile.read("own.yaml", shipped.replace("{count: 60, unit", "{count: 21, unit"));
    assertThat(new RequestDates(List.of(law(own)), List.of(), "own").appealDays()).contains(21);
    assertThat(new Length(2, Length.Unit.MONTHS).fewestDays()).isEqualTo(56);
  }

  private static RequestDates dates(String... rules) {
    var laws = Arrays.stream(rules).map(id -> law(AClock.BOOK.find(id).orElseThrow())).toList();
    return new RequestDates(laws, List.of(), "shipped");
  }

  private static LawDates law(Rule rule) {
    var computed = AClock.of(rule, "none").received("2026-03-02").computed();
    return new LawDates(rule.id(), rule, WorkingDays.WEEKENDS_ONLY, computed);
  }

  @ParameterizedTest
  @CsvSource({
    "br-lgpd,     br,    2026-03-17",
    "ca-pipeda,   ca,    2026-04-01",
    "ca-qc-p39,   ca-qc, 2026-04-01",
    "ch-fadp,     ch,    2026-04-01",
    "us-va-vcdpa, us-va, 2026-04-16",
    "us-ct-ctdpa, us-ct, 2026-04-16",
    "us-co-cpa,   us-co, 2026-04-16"
  })
  void laws_that_count_days_end_so_many_days_after_receipt(
      String rule, String calendar, LocalDate due) {
    var response = AClock.of(rule, calendar).received("2026-03-02").response();
    assertThat(response.statutoryDue()).isEqualTo(due);
    assertThat(response.safeDue()).isEqualTo(due);
  }

  @ParameterizedTest
  @CsvSource({
    "us-va-vcdpa, us-va, 2026-05-31",
    "us-ct-ctdpa, us-ct, 2026-05-31",
    "us-co-cpa,   us-co, 2026-05-31",
    "ca-pipeda,   ca,    2026-05-01"
  })
  void an_extension_in_days_is_counted_from_receipt(
      String rule, String calendar, LocalDate extended) {
    var clock = AClock.of(rule, calendar).received("2026-03-02").extended("2026-04-01");
    assertThat(clock.response().statutoryDue()).isEqualTo(extended);
  }

  @Test
  void in_switzerland_the_day_the_person_was_told_is_the_day() {
    var clock =
        AClock.of("ch-fadp", "ch").received("2026-03-02").extendedUntil("2026-03-30", "2026-05-15");
    assertThat(clock.response().statutoryDue()).isEqualTo(LocalDate.parse("2026-05-15"));
    assertThat(clock.response().safeDue()).isEqualTo(LocalDate.parse("2026-05-15"));
  }
}
