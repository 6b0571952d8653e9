package dev.writ.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Received on 2 March 2026, and extended where the law allows it. */
class LateRefusalsTest {

  @ParameterizedTest
  @CsvSource({
    "GDPR,    DE,     true,  2026-04-02,",
    "GDPR,    DE,     true,  2026-04-03, Art. 12(4) GDPR: 2026-04-02",
    "GDPR,    DE,     false, 2026-04-03, Art. 12(4) GDPR: 2026-04-02",
    "UK_GDPR, GB-ENG, false, 2026-04-03, Art. 12(4) UK GDPR",
    "VCDPA,   US-VA,  true,  2026-04-17, Va. Code 59.1-577(B): 2026-04-16",
    "VCDPA,   US-VA,  false, 2026-04-17,",
    "CCPA,    US-CA,  true,  2026-05-31,",
    "CCPA,    US-CA,  true,  2026-06-01, 7022(f)",
    "LGPD,    BR,     true,  2026-03-18, Art. 18",
  })
  void a_refusal_is_late_by_the_day_of_its_law(
      String law, String jurisdiction, boolean whole, LocalDate on, String words) {
    var rule = AClock.BOOK.find(Law.ruleOf(law)).orElseThrow();
    var inputs =
        AClock.of(rule, "none")
            .received("2026-03-02")
            .with(
                new ClockEvent.Extended(LocalDate.parse("2026-03-10"), AClock.reasonOf(rule), null))
            .inputs();
    var dates = Reckoning.of(AClock.BOOK, List.of(law), Optional.of(jurisdiction), inputs);
    var late = LateRefusals.late(dates, on, whole);
    if (words == null) {
      assertThat(late).isEmpty();
    } else {
      assertThat(late).hasValueSatisfying(said -> assertThat(said).contains(words, on.toString()));
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "false, 0"})
  void each_law_whose_day_has_passed_is_named(boolean whole, int brazil) {
    var inputs = AClock.of("eu-gdpr", "de").received("2026-03-02").inputs();
    var dates =
        Reckoning.of(AClock.BOOK, List.of("GDPR", "LGPD", "CCPA"), Optional.of("DE"), inputs);
    var said = LateRefusals.late(dates, LocalDate.parse("2026-04-10"), whole).orElseThrow();
    assertThat(said).contains("Art. 12(4) GDPR: 2026-04-02").doesNotContain("CCR");
    assertThat(said.split("LGPD", -1)).hasSize(1 + brazil);
  }

  /** The British month waits for the person to say who they are. */
  @Test
  void a_refusal_is_not_late_while_the_law_waits_for_an_identity() {
    var rule = AClock.BOOK.find(Law.ruleOf("UK_GDPR")).orElseThrow();
    var inputs =
        AClock.of(rule, "none")
            .received("2026-02-10")
            .with(new ClockEvent.Paused(LocalDate.parse("2026-02-10"), PauseGround.IDENTITY))
            .inputs();
    var dates = Reckoning.of(AClock.BOOK, List.of("UK_GDPR"), Optional.of("GB-ENG"), inputs);
    assertThat(LateRefusals.late(dates, LocalDate.parse("2026-03-12"), true)).isEmpty();
  }
}
