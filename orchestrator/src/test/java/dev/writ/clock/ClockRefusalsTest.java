package dev.writ.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.model.ExtensionReason;
import dev.writ.clock.ClockAnswer.Refused;
import dev.writ.clock.ClockEvent.Extended;
import dev.writ.clock.ClockEvent.NoticeReturned;
import dev.writ.clock.ClockEvent.Paused;
import dev.writ.clock.ClockEvent.Resumed;
import dev.writ.clock.ClockEvent.Verified;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a regime does not allow is refused, and the article is named. */
class ClockRefusalsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "eu-gdpr     | de     | Art. 12(3) GDPR",
        "us-ca-ccpa  | us-ca  | 11 CCR 7021(b)",
        "us-va-vcdpa | us-va  | Va. Code 59.1-577(B)",
        "us-ct-ctdpa | us-ct  | Conn. Gen. Stat. 42-518(c)",
        "us-co-cpa   | us-co  | C.R.S. 6-1-1306(2)",
        "br-lgpd     | br     | Art. 19, II LGPD",
        "ca-pipeda   | ca     | s.8(3) PIPEDA",
        "ca-qc-p39   | ca-qc  | s.32 P-39.1",
        "ch-fadp     | ch     | Art. 25(7) FADP"
      })
  void refuses_to_rest_while_identity_is_unclear(String rule, String calendar, String article) {
    var refused =
        AClock.of(rule, calendar)
            .received("2026-03-02")
            .asked(PauseGround.IDENTITY, "2026-03-03")
            .refused();
    assertThat(refused.article()).startsWith(article);
    assertThat(refused.event()).isEqualTo(1);
    assertThat(refused.reason()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "eu-gdpr,     de,     2026-04-07",
    "uk-gdpr,     gb-eng, 2026-04-07",
    "us-ca-ccpa,  us-ca,  2026-04-19",
    "us-va-vcdpa, us-va,  2026-04-19",
    "us-ct-ctdpa, us-ct,  2026-04-19",
    "us-co-cpa,   us-co,  2026-04-19",
    "ca-pipeda,   ca,     2026-04-04"
  })
  void an_extension_is_to_be_had_to_the_last_day_and_not_after_it(
      String rule, String calendar, LocalDate last) {
    var inTime = AClock.of(rule, calendar).received("2026-03-05").extended(last.toString());
    assertThat(inTime.response().statutoryDue()).isAfter(last);
    var late =
        AClock.of(rule, calendar).received("2026-03-05").extended(last.plusDays(1).toString());
    assertThat(late.refused().reason()).contains(last.toString());
    assertThat(late.refused().article()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({"br-lgpd, br", "ca-qc-p39, ca-qc", "us-ca-delete-act, us-ca"})
  void refuses_an_extension_where_there_is_none(String rule, String calendar) {
    var refused = AClock.of(rule, calendar).received("2026-03-02").extended("2026-03-03").refused();
    assertThat(refused.reason()).isEqualTo("there is no extension");
  }

  @Test
  void refuses_a_second_extension_and_one_without_a_reason() {
    var gdpr = AClock.of("eu-gdpr", "de").received("2026-03-05").extended("2026-03-20");
    assertThat(gdpr.extended("2026-03-21").refused().reason()).contains("once");
    var silent =
        AClock.of("eu-gdpr", "de")
            .received("2026-03-05")
            .with(new Extended(LocalDate.parse("2026-03-20"), " ", null));
    assertThat(silent.refused().reason()).contains("reason");
  }

  // rules.md 1.1 to 1.5, written down a second time and by hand.
  @ParameterizedTest
  @CsvSource({
    "eu-gdpr, COMPLEXITY NUMBER_OF_REQUESTS",
    "uk-gdpr, COMPLEXITY NUMBER_OF_REQUESTS",
    "us-ca-ccpa, COMPLEXITY NUMBER_OF_REQUESTS REASONABLY_NECESSARY",
    "us-va-vcdpa, COMPLEXITY NUMBER_OF_REQUESTS REASONABLY_NECESSARY",
    "us-ct-ctdpa, COMPLEXITY NUMBER_OF_REQUESTS REASONABLY_NECESSARY",
    "us-co-cpa, COMPLEXITY NUMBER_OF_REQUESTS REASONABLY_NECESSARY",
    "ca-pipeda, UNREASONABLE_INTERFERENCE CONSULTATIONS ALTERNATIVE_FORMAT",
    "ch-fadp, NOT_IN_TIME"
  })
  void an_extension_has_one_of_the_reasons_of_its_law(String id, String reasons) {
    var rule = AClock.BOOK.find(id).orElseThrow();
    var taken = List.of(reasons.split(" "));
    for (var reason : ExtensionReason.values()) {
      var clock = AClock.of(rule, rule.calendars().getFirst()).received("2026-03-02");
      var until = id.equals("ch-fadp") ? LocalDate.parse("2026-04-20") : null;
      clock.with(new Extended(LocalDate.parse("2026-03-10"), reason.name(), until));
      if (taken.contains(reason.name())) {
        assertThat(clock.response().explanation()).isNotBlank();
      } else {
        assertThat(clock.refused().article()).isEqualTo(rule.extension().article());
        assertThat(clock.refused().reason()).contains(taken);
      }
    }
  }

  @Test
  void what_an_officer_judged_before_the_rules_knew_reasons_keeps_the_day_the_person_was_told() {
    var before =
        new Extended(
            LocalDate.parse("2026-03-20"),
            List.of("CONSULTATIONS"),
            null,
            new Takers.Every(),
            null);
    var kept = AClock.of("eu-gdpr", "de").received("2026-03-05").with(before).response();
    assertThat(kept.statutoryDue()).isEqualTo(LocalDate.parse("2026-06-05"));
    var letter = UUID.randomUUID();
    assertThat(before.toldBy(letter, Optional.of(before.on())))
        .as("the letter of its day")
        .isTrue();
    assertThat(before.toldBy(letter, Optional.of(before.on().plusDays(1)))).isFalse();
    var now = before.takenBy(new Takers.Entered(Set.of("eu-gdpr")));
    assertThat(now.toldBy(letter, Optional.of(now.on()))).as("told another way").isFalse();
  }

  @Test
  void of_several_reasons_a_law_takes_its_own() {
    var day = LocalDate.parse("2026-03-20");
    var both = new Extended(day, List.of("CONSULTATIONS", "COMPLEXITY"), null);
    for (var rule : List.of("eu-gdpr", "ca-pipeda")) {
      var clock = AClock.of(rule, rule.equals("eu-gdpr") ? "de" : "ca").received("2026-03-05");
      assertThat(clock.with(both).response().statutoryDue()).isAfter(LocalDate.parse("2026-05-01"));
    }
    var canadas = both.takenBy(new Takers.Entered(Set.of("ca-pipeda")));
    var german = AClock.of("eu-gdpr", "de").received("2026-03-05").with(canadas);
    assertThat(german.refused().reason()).contains("one of the reasons");
  }

  @Test
  void an_extension_to_a_named_day_stays_inside_the_law() {
    var pipeda = AClock.of("ca-pipeda", "ca").received("2026-03-02");
    assertThat(pipeda.extendedUntil("2026-03-10", "2026-05-02").refused().reason())
        .contains("2026-05-01");
    var shorter =
        AClock.of("ca-pipeda", "ca")
            .received("2026-03-02")
            .extendedUntil("2026-03-10", "2026-04-20")
            .response();
    assertThat(shorter.statutoryDue()).isEqualTo(LocalDate.parse("2026-05-01"));
    assertThat(shorter.safeDue()).isEqualTo(LocalDate.parse("2026-04-20"));
    var swiss = AClock.of("ch-fadp", "ch").received("2026-03-02").extended("2026-03-10");
    assertThat(swiss.refused().reason()).contains("missing");
  }

  @Test
  void a_clarification_rests_the_uk_clock_for_access_alone() {
    var erasure =
        AClock.of("uk-gdpr", "gb-eng")
            .received("2026-03-03")
            .asked(PauseGround.CLARIFICATION, "2026-03-05");
    assertThat(erasure.refused().article()).contains("s.54(3C)");
  }

  @Test
  void the_order_of_asking_and_answering_is_kept() {
    var uk = AClock.of("uk-gdpr", "gb-eng").using(Right.ACCESS).received("2026-03-03");
    assertThat(uk.answered("2026-03-04").refused().reason()).contains("does not rest");
    var twice =
        AClock.of("uk-gdpr", "gb-eng")
            .received("2026-03-03")
            .asked(PauseGround.IDENTITY, "2026-03-05")
            .asked(PauseGround.IDENTITY, "2026-03-06");
    assertThat(twice.refused().reason()).contains("rests already");
    var before =
        AClock.of("uk-gdpr", "gb-eng")
            .received("2026-03-03")
            .asked(PauseGround.IDENTITY, "2026-03-05")
            .answered("2026-03-04");
    assertThat(before.refused().reason()).contains("before the question");
    var tooLate =
        AClock.of("uk-gdpr", "gb-eng")
            .received("2026-03-03")
            .asked(PauseGround.IDENTITY, "2026-04-08");
    assertThat(tooLate.refused().reason()).contains("run out");
  }

  /** Received on 31 January; with the three days of the clarification the month ends on 3 March. */
  @ParameterizedTest
  @CsvSource({"2026-03-03, 2026-04-27", "2026-03-04, 2026-03-03"})
  void a_question_is_too_late_once_the_answer_before_it_is_known_to_be_old(
      String asked, LocalDate due) {
    var clock =
        AClock.of("uk-gdpr", "gb-eng")
            .using(Right.ACCESS)
            .received("2026-01-31")
            .asked(PauseGround.CLARIFICATION, "2026-02-10")
            .asked(PauseGround.IDENTITY, asked);
    assertThat(clock.computed().restsOn()).hasSize(2);
    clock
        .answered(PauseGround.CLARIFICATION, "2026-02-12")
        .answered(PauseGround.IDENTITY, "2026-03-25");
    var dates = clock.replayed();
    assertThat(dates.response().statutoryDue()).isEqualTo(due);
    assertThat(dates.restsOn()).isEmpty();
    if (due.isBefore(LocalDate.parse("2026-03-25"))) {
      assertThat(dates.fallenAway().getFirst().reason()).contains("had run out");
      assertThat(dates.fallenAway()).extracting(Refused::event).containsExactly(2, 4);
    } else {
      assertThat(dates.fallenAway()).isEmpty();
    }
  }

  @Test
  void a_question_in_a_time_that_was_taken_back_moves_nothing() {
    var clock =
        AClock.of("uk-gdpr", "gb-eng")
            .received("2026-03-03")
            .extended("2026-03-20")
            .asked(PauseGround.FEE, "2026-05-04")
            .answered(PauseGround.FEE, "2026-05-06");
    assertThat(clock.response().statutoryDue()).isEqualTo(LocalDate.parse("2026-08-06"));
    var dates = clock.with(new NoticeReturned(LocalDate.parse("2026-05-07"))).replayed();
    assertThat(dates.response().statutoryDue()).isEqualTo(LocalDate.parse("2026-04-07"));
    assertThat(dates.fallenAway()).extracting(Refused::event).containsExactly(2, 3);
  }

  @Test
  void a_clock_begins_with_the_receipt_and_has_one() {
    var empty = AClock.of("eu-gdpr", "de");
    assertThat(empty.refused().reason()).contains("begins with the receipt");
    var twice = empty.received("2026-03-05").received("2026-03-06");
    assertThat(twice.refused().reason()).contains("once");
    var early =
        AClock.of("eu-gdpr", "de")
            .received("2026-03-05")
            .with(new Verified(LocalDate.parse("2026-03-04")));
    assertThat(early.refused().reason()).contains("before the receipt");
  }

  @Test
  void while_the_person_is_asked_the_dates_are_those_of_a_clock_that_runs() {
    var asked =
        AClock.of("uk-gdpr", "gb-eng")
            .received("2026-03-03")
            .asked(PauseGround.IDENTITY, "2026-03-04");
    assertThat(asked.computed().paused()).isTrue();
    assertThat(asked.response().statutoryDue()).isEqualTo(LocalDate.parse("2026-04-07"));
    assertThat(asked.response().explanation()).contains("not answered yet");
  }

  @Test
  void a_corrected_receipt_counts_and_what_it_makes_too_late_falls_away() {
    var clock =
        AClock.of("eu-gdpr", "de")
            .received("2026-03-05")
            .extended("2026-04-07")
            .receiptCorrected("2026-02-27");
    assertThat(clock.response().statutoryDue()).isEqualTo(LocalDate.parse("2026-03-27"));
    assertThat(clock.computed().fallenAway()).hasSize(1);
    assertThat(clock.computed().fallenAway().getFirst().reason()).contains("2026-03-27");
  }

  @Test
  void a_verified_identity_moves_nothing_in_california() {
    var before = AClock.of("us-ca-ccpa", "us-ca").received("2026-03-02");
    var due = before.response().statutoryDue();
    before.with(new Verified(LocalDate.parse("2026-04-01")));
    assertThat(before.response().statutoryDue()).isEqualTo(due);
  }

  @Test
  void a_proved_identity_ends_its_own_rest_and_no_other() {
    var clock =
        AClock.of("uk-gdpr", "gb-eng")
            .using(Right.ACCESS)
            .received("2026-03-03")
            .asked(PauseGround.IDENTITY, "2026-03-04")
            .asked(PauseGround.CLARIFICATION, "2026-03-05")
            .answered(PauseGround.IDENTITY, "2026-03-07");
    assertThat(clock.computed().restsOn()).containsExactly(PauseGround.CLARIFICATION);
    clock.answered(PauseGround.CLARIFICATION, "2026-03-20");
    assertThat(clock.computed().restsOn()).isEmpty();
    // A month after the 7th, and the 8th to the 20th besides: a month after the 20th.
    assertThat(clock.response().statutoryDue()).isEqualTo(LocalDate.parse("2026-04-20"));
    assertThat(clock.response().safeDue()).isEqualTo(LocalDate.parse("2026-04-19"));
    assertThat(clock.answered(PauseGround.FEE, "2026-03-21").refused().reason())
        .contains("does not rest");
  }

  @Test
  void each_ground_rests_once_and_an_answer_to_another_question_is_refused() {
    var clock =
        AClock.of("uk-gdpr", "gb-eng")
            .using(Right.ACCESS)
            .received("2026-03-03")
            .asked(PauseGround.CLARIFICATION, "2026-03-05");
    assertThat(clock.computed().restsOn()).containsExactly(PauseGround.CLARIFICATION);
    clock.asked(PauseGround.FEE, "2026-03-06");
    assertThat(clock.computed().restsOn())
        .containsExactlyInAnyOrder(PauseGround.CLARIFICATION, PauseGround.FEE);
    var again =
        AClock.of("uk-gdpr", "gb-eng")
            .using(Right.ACCESS)
            .received("2026-03-03")
            .asked(PauseGround.CLARIFICATION, "2026-03-05")
            .asked(PauseGround.CLARIFICATION, "2026-03-06");
    assertThat(again.refused().reason()).contains("rests already on this ground");
    assertThat(clock.answered(PauseGround.IDENTITY, "2026-03-09").refused().reason())
        .contains("does not rest on this ground");
  }

  @Test
  void an_answer_from_before_grounds_were_known_ends_what_is_open() {
    var clock =
        AClock.of("uk-gdpr", "gb-eng")
            .using(Right.ACCESS)
            .received("2026-03-03")
            .asked(PauseGround.CLARIFICATION, "2026-03-05")
            .asked(PauseGround.FEE, "2026-03-06")
            .answered("2026-03-12");
    assertThat(clock.computed().restsOn()).isEmpty();
    // A month after the fee was paid; the days of the clarification lie before that.
    assertThat(clock.response().statutoryDue()).isEqualTo(LocalDate.parse("2026-04-13"));
  }

  @Test
  void an_administrators_rule_may_let_the_european_clock_rest() {
    var resting = RuleFileTest.changed("eu-gdpr", "allowed: false", "allowed: true", 3);
    var book = AClock.BOOK.with(resting);
    var rule = book.find("eu-gdpr").orElseThrow();
    var clock =
        AClock.of(rule, "de")
            .received("2026-03-02")
            .asked(PauseGround.IDENTITY, "2026-03-05")
            .answered("2026-03-10");
    assertThat(clock.response().version()).isEqualTo(3);
    assertThat(clock.response().statutoryDue()).isEqualTo(LocalDate.parse("2026-04-07"));
    assertThat(clock.response().unsuspendedDue()).isEqualTo(LocalDate.parse("2026-04-02"));
    assertThat(clock.response().safeDue()).isEqualTo(LocalDate.parse("2026-04-02"));
    var late =
        AClock.of(rule, "de")
            .received("2026-03-02")
            .with(new Paused(LocalDate.parse("2026-03-06"), PauseGround.IDENTITY))
            .with(new Resumed(LocalDate.parse("2026-03-10"), PauseGround.IDENTITY));
    assertThat(late.refused().article()).contains("paragraph 159");
  }
}
