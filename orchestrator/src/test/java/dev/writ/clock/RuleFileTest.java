package dev.writ.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.api.model.ExtensionReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule files are read strictly, and the shipped ones say what they rest on. */
class RuleFileTest {
  private static final List<String> MEMBER_STATES =
      List.of(
          "at", "be", "bg", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr", "hr", "hu", "ie",
          "it", "lt", "lu", "lv", "mt", "nl", "pl", "pt", "ro", "se", "si", "sk");

  static Rule changed(String id, String from, String to, int version) {
    var text = shipped(id);
    assertThat(text).contains(from);
    return RuleFile.read(
        id, text.replace(from, to).replaceFirst("version: \\d+", "version: " + version));
  }

  private static String shipped(String id) {
    try (var in = RuleFileTest.class.getResourceAsStream("/rules/regimes/" + id + ".yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void all_regimes_are_shipped() {
    assertThat(AClock.BOOK.rules().stream().map(Rule::id))
        .containsExactly(
            "br-lgpd",
            "ca-pipeda",
            "ca-qc-p39",
            "ch-fadp",
            "eu-gdpr",
            "uk-gdpr",
            "us-ca-ccpa",
            "us-ca-delete-act",
            "us-co-cpa",
            "us-ct-ctdpa",
            "us-va-vcdpa");
    assertThat(AClock.BOOK.find("eu-gdpr").orElseThrow().calendars()).containsAll(MEMBER_STATES);
  }

  @Test
  void every_calendar_of_every_rule_knows_new_year_and_no_ordinary_day() {
    for (var rule : AClock.BOOK.rules()) {
      for (var id : rule.calendars()) {
        var calendar = AClock.BOOK.calendar(id);
        assertThat(calendar.findHoliday(LocalDate.parse("2026-01-01"))).as(id).isPresent();
        assertThat(calendar.isWorkingDay(LocalDate.parse("2026-07-08"))).as(id).isTrue();
        assertThat(calendar.version()).contains("Jollyday 2.", "corrections 1");
      }
    }
  }

  @Test
  void a_rule_says_what_is_unconfirmed() {
    for (var rule : AClock.BOOK.rules()) {
      assertThat(rule.notes()).as(rule.id()).isNotEmpty();
    }
    assertThat(AClock.BOOK.find("us-co-cpa").orElseThrow().notes())
        .anyMatch(note -> note.standing() == Rule.Standing.UNCONFIRMED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version: 2 | version: one | version: no integer",
        "version: 2 | edition: 1 | version: missing",
        "acknowledgement: none | acknowledgements: none | acknowledgement: missing",
        "appeal: none | 'appeal: none\\nmood: calm' | mood: unknown",
        "unit: MONTHS | unit: MOONS | response.length.unit: not one of",
        "count: 1, | 'count: 1, sum: 2,' | response.length.sum: unknown",
        "count: 1, | 'count: 0,' | response.length: a length is at least 1",
        "movesSafeDate: false | moves: false | pauses[0].movesSafeDate: missing",
        "'askWithinDays: 3' | 'askWithinDays: three' | pauses[0].askWithinDays: no integer",
        "appeal: none | appeal: soon | appeal: not a map",
        "furtherTerms: [] | furtherTerms: none | furtherTerms: no list",
        "unit: MONTHS} | unit: MONTHS | rule.yaml:"
      })
  void what_is_wrong_with_a_file_is_named(String from, String to, String message) {
    var text = shipped("eu-gdpr").replace(from, to.replace("\\n", "\n"));
    assertThatThrownBy(() -> RuleFile.read("rule.yaml", text))
        .isInstanceOf(RuleMistake.class)
        .hasMessageStartingWith("rule.yaml")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!!int zq7",
        "!!binary '%zq7'",
        "!!float ''",
        "!!timestamp zq7",
        "\"zq7\\0\"",
        "*zq7"
      })
  void what_cannot_be_read_or_kept_is_refused_without_its_words(String value) {
    var text =
        shipped("eu-gdpr").replaceFirst("name: .*", Matcher.quoteReplacement("name: " + value));
    assertThatThrownBy(() -> RuleFile.read("rule.yaml", text))
        .isInstanceOfSatisfying(
            RuleMistake.class, mistake -> assertThat(mistake.discreet()).doesNotContain("zq7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9999-12-31", "0001-01-01", "2026-02-30"})
  void a_duty_begins_on_a_day_that_can_be_counted_from(String day) {
    var text = shipped("us-ca-delete-act").replace("'2026-08-01'", "'" + day + "'");
    assertThatThrownBy(() -> RuleFile.read("rule.yaml", text))
        .isInstanceOf(RuleMistake.class)
        .hasMessageContaining("repeats.from: not a date");
  }

  @Test
  void a_rule_kept_before_reasons_of_a_longer_appeal_were_read_rules_none_out() {
    var text = shipped("us-co-cpa");
    var now = Objects.requireNonNull(RuleFile.read("rule.yaml", text).appeal());
    assertThat(now.takes(ExtensionReason.COMPLEXITY)).isTrue();
    assertThat(now.takes(ExtensionReason.CONSULTATIONS)).isFalse();
    var kept = text.replaceFirst(" {2}reasons: \\[.*", "");
    var before = Objects.requireNonNull(RuleFile.read("rule.yaml", kept).appeal());
    assertThat(before.takes(ExtensionReason.CONSULTATIONS)).isTrue();
    assertThatThrownBy(
            () ->
                RuleFile.read(
                    "rule.yaml", text.replace("reasons: [REASONABLY", "reasons: [WHIMSICALLY")))
        .isInstanceOf(RuleMistake.class)
        .hasMessageContaining("appeal.reasons: not one of");
  }

  @Test
  void a_rule_kept_before_grounds_of_an_extension_were_read_rules_none_out() {
    var text = shipped("eu-gdpr");
    var now = Objects.requireNonNull(RuleFile.read("rule.yaml", text).extension());
    assertThat(now.takes(List.of("CONSULTATIONS"))).isFalse();
    var kept = text.replaceFirst(" {2}grounds: \\[.*", "");
    var before = Objects.requireNonNull(RuleFile.read("rule.yaml", kept).extension());
    assertThat(before.takes(List.of("CONSULTATIONS"))).isTrue();
    assertThatThrownBy(() -> RuleFile.read("rule.yaml", text.replace("[COMPLEXITY", "[WHIM")))
        .isInstanceOf(RuleMistake.class)
        .hasMessageContaining("extension.grounds: not one of");
  }

  @Test
  void a_changed_rule_needs_a_higher_version() {
    var same = changed("eu-gdpr", "allowed: false", "allowed: true", 2);
    assertThatThrownBy(() -> AClock.BOOK.with(same)).isInstanceOf(RuleMistake.class);
    assertThat(AClock.BOOK.with(changed("eu-gdpr", "GDPR", "GDPR", 3)).rules()).hasSize(11);
  }

  @Test
  void a_correction_adds_a_day_off_or_takes_one() {
    var corrections =
        HolidayCorrections.read(
            "holidays.yaml",
            """
            version: 7
            corrections:
              - {calendar: gb-eng, day: '2026-09-21', dayOff: true, name: Mourning, reason: proclaimed}
              - {calendar: gb-eng, day: '2026-08-31', dayOff: false, name: Summer, reason: moved}
            """,
            "library 1");
    var england = new PublicHolidays("gb-eng", corrections);
    assertThat(england.findHoliday(LocalDate.parse("2026-09-21"))).contains("Mourning");
    assertThat(england.findHoliday(LocalDate.parse("2026-08-31"))).isEmpty();
    assertThat(england.version()).isEqualTo("library 1, corrections 7");
  }

  @Test
  void a_holiday_of_the_next_year_may_be_kept_in_this_one() {
    assertThat(AClock.BOOK.calendar("us-va").findHoliday(LocalDate.parse("2027-12-31")))
        .isPresent();
  }
}
