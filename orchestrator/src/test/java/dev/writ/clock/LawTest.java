package dev.writ.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.model.Regime;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LawTest {
  @Test
  void every_shipped_rule_is_a_law_by_name_and_every_regime_of_the_api_is_one() {
    assertThat(Arrays.stream(Law.values()).map(Law::rule))
        .containsExactlyInAnyOrderElementsOf(AClock.BOOK.rules().stream().map(Rule::id).toList());
    assertThat(Arrays.stream(Law.values()).map(Law::name))
        .containsExactlyElementsOf(Arrays.stream(Regime.values()).map(Regime::name).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "GDPR,    DE,       de",
    "GDPR,    de-BY,    de-by",
    "GDPR,    FR-75,    fr",
    "GDPR,    Lilliput,",
    "GDPR,    ,",
    "UK_GDPR, GB-SCT,   gb-sct",
    "UK_GDPR, GB,",
    "CCPA,    ,         us-ca",
    "CCPA,    DE,       us-ca",
    "LGPD,    BR,       br"
  })
  void a_jurisdiction_chooses_the_calendar(Law law, String jurisdiction, String calendar) {
    var rule = AClock.BOOK.find(law.rule()).orElseThrow();
    assertThat(Law.calendar(rule, Optional.ofNullable(jurisdiction)))
        .isEqualTo(Optional.ofNullable(calendar));
  }

  @Test
  void a_rule_that_is_left_out_is_stood_in_for_by_the_earliest_answer() {
    var inputs = AClock.of("eu-gdpr", "de").received("2026-03-02").inputs();
    var alone = Reckoning.of(AClock.BOOK, List.of("xx-gone"), Optional.empty(), inputs);
    assertThat(alone.response().rule()).isEqualTo("br-lgpd");
    assertThat(alone.response().safeDue()).isEqualTo(LocalDate.parse("2026-03-17"));
    var beside = Reckoning.of(AClock.BOOK, List.of("xx-gone", "CCPA"), Optional.empty(), inputs);
    assertThat(beside.response().rule()).isEqualTo("us-ca-ccpa");
  }

  @Test
  void a_law_that_does_not_allow_an_event_goes_on_without_it() {
    var clock = AClock.of("us-ca-ccpa", "us-ca").received("2026-03-02");
    var plain = clock.response().statutoryDue();
    clock.asked(PauseGround.IDENTITY, "2026-03-04");
    var dates =
        new StatutoryClock(AClock.BOOK.find("us-ca-ccpa").orElseThrow(), WorkingDays.WEEKENDS_ONLY)
            .replay(clock.inputs());
    assertThat(dates.response().statutoryDue()).isEqualTo(plain);
    assertThat(dates.fallenAway())
        .singleElement()
        .extracting("article")
        .isEqualTo("11 CCR 7021(b)");
  }
}
