package dev.writ.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.clock.ClockAnswer.Computed;
import dev.writ.clock.ClockEvent.Extended;
import dev.writ.clock.ClockEvent.Paused;
import dev.writ.clock.ClockEvent.Received;
import dev.writ.clock.ClockEvent.Resumed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every date, checked over years of days and seeded random courses. */
class ClockPropertiesTest {
  private static final List<Integer> STAGES = List.of(50, 75, 90, 100);
  private static final LocalDate FIRST = LocalDate.parse("2023-12-01");
  private static final LocalDate LAST = LocalDate.parse("2029-02-01");
  private static final int COURSES = 10_000;

  @ParameterizedTest
  @ValueSource(strings = {"de", "de-by", "fr", "ie", "gr", "none"})
  void gdpr_dates_are_working_days_in_order_and_four_weeks_off(String calendar) {
    var days = calendar.equals("none") ? WorkingDays.WEEKENDS_ONLY : AClock.BOOK.calendar(calendar);
    var before = FIRST;
    for (var day = FIRST; day.isBefore(LAST); day = day.plusDays(1)) {
      var base = AClock.of("eu-gdpr", calendar).received(day);
      var due = base.response();
      assertThat(due.statutoryDue()).isAfterOrEqualTo(day.plusDays(28));
      assertThat(due.statutoryDue()).isAfterOrEqualTo(before);
      assertThat(days.isWorkingDay(due.statutoryDue())).isTrue();
      assertThat(due.safeDue()).isBeforeOrEqualTo(due.statutoryDue()).isAfter(day);
      var extended = base.extended(due.statutoryDue().toString()).response();
      assertThat(extended.statutoryDue()).isAfter(due.statutoryDue());
      assertThat(extended.safeDue()).isAfter(due.safeDue());
      assertThat(extended.safeDue()).isEqualTo(earlier(day.plusMonths(3), day.plusMonths(1)));
      before = due.statutoryDue();
    }
  }

  private static LocalDate earlier(LocalDate atOnce, LocalDate firstEnd) {
    var chained = firstEnd.plusMonths(2);
    return chained.isBefore(atOnce) ? chained : atOnce;
  }

  @ParameterizedTest
  @CsvSource({"2026, 2026-02-28", "2027, 2027-02-28", "2028, 2028-02-29"})
  void the_last_days_of_january_share_the_end_of_february(int year, LocalDate end) {
    for (int day = end.getDayOfMonth(); day <= 31; day++) {
      var safe = AClock.of("eu-gdpr", "none").received(LocalDate.of(year, 1, day)).response();
      assertThat(safe.safeDue()).isEqualTo(end);
    }
  }

  @Test
  void days_are_counted_over_leap_days_and_years_ends() {
    for (var day = FIRST; day.isBefore(LAST); day = day.plusDays(1)) {
      var due = AClock.of("us-ca-ccpa", "us-ca").received(day).response().statutoryDue();
      assertThat(ChronoUnit.DAYS.between(day, due)).isEqualTo(45);
    }
  }

  static Stream<Arguments> everyPauseOfEveryRule() {
    return AClock.BOOK.rules().stream()
        .flatMap(
            rule -> Stream.of(PauseGround.values()).map(ground -> Arguments.of(rule.id(), ground)));
  }

  /**
   * As shipped the clock rests in the UK alone: on a question for clarification of an access
   * request, and on one for identity or a fee, with whose answer the time begins anew.
   */
  @ParameterizedTest
  @MethodSource("everyPauseOfEveryRule")
  void a_question_moves_the_date_as_its_law_says_and_no_other(String id, PauseGround ground) {
    var random = new Random(id.hashCode() + ground.ordinal());
    var rule = AClock.BOOK.find(id).orElseThrow();
    var calendar = AClock.BOOK.calendar(rule.calendars().getFirst());
    var clock = new StatutoryClock(rule, calendar);
    for (int course = 0; course < 100; course++) {
      var right = course % 2 == 0 ? Right.ACCESS : Right.ERASURE;
      var received = FIRST.plusDays(random.nextInt(1800));
      var asked = received.plusDays(random.nextInt(4));
      var answered = asked.plusDays(random.nextInt(20));
      var events =
          new ArrayList<ClockEvent>(
              List.of(
                  new Received(received, "form"),
                  new Paused(asked, ground),
                  new Resumed(answered, ground)));
      boolean extended = random.nextBoolean();
      if (extended) {
        events.add(new Extended(answered, AClock.reasonOf(rule), null));
      }
      var dates = clock.replay(inputs(right, events));
      boolean rests =
          id.equals("uk-gdpr") && (ground != PauseGround.CLARIFICATION || right == Right.ACCESS);
      if (!rests) {
        events.subList(1, 3).clear();
        var plain = clock.replay(inputs(right, events)).response();
        assertThat(dates.response().statutoryDue()).isEqualTo(plain.statutoryDue());
        assertThat(dates.response().safeDue()).isEqualTo(plain.safeDue());
        assertThat(dates.fallenAway().getFirst().article()).isNotBlank();
      } else {
        assertThat(dates.fallenAway()).isEmpty();
        boolean anew = ground != PauseGround.CLARIFICATION;
        long off = anew ? 0 : ChronoUnit.DAYS.between(asked, answered) + 1;
        var from = anew ? answered : received;
        var end = from.plusMonths(extended ? 3 : 1).plusDays(off);
        var chained = from.plusMonths(1).plusMonths(2).plusDays(off);
        var careful = extended && chained.isBefore(end) ? chained : end;
        assertThat(dates.response().statutoryDue()).isEqualTo(calendar.workingDayFrom(end));
        assertThat(dates.response().safeDue()).isEqualTo(careful.minusDays(1));
      }
    }
  }

  /** An administrator lets the clock of the GDPR rest: the days between, and never the safe day. */
  @ParameterizedTest
  @CsvSource({"IDENTITY, ERASURE", "IDENTITY, ACCESS", "CLARIFICATION, ACCESS"})
  void where_the_gdpr_is_let_rest_the_day_moves_by_the_days_between(
      PauseGround ground, Right right) {
    var file = AClock.BOOK.findEntry("eu-gdpr").orElseThrow().file();
    var resting =
        RuleFile.read(
            "resting",
            file.replace("allowed: false", "allowed: true")
                .replaceFirst("version: 1", "version: 2"));
    var germany = AClock.BOOK.calendar("de");
    for (var received = FIRST; received.isBefore(LAST); received = received.plusDays(1)) {
      var asked = received.plusDays(received.getDayOfMonth() % 4);
      var answered = asked.plusDays(received.getDayOfYear() % 15);
      var due =
          AClock.of(resting, "de")
              .using(right)
              .received(received)
              .asked(ground, asked.toString())
              .answered(answered.toString())
              .response();
      var end = received.plusMonths(1).plusDays(ChronoUnit.DAYS.between(asked, answered));
      assertThat(due.statutoryDue()).isEqualTo(germany.workingDayFrom(end));
      assertThat(due.safeDue()).isEqualTo(received.plusMonths(1));
    }
    var late = AClock.of(resting, "de").using(right).received("2026-03-02");
    assertThat(late.asked(ground, "2026-03-06").refused().reason())
        .contains("more than 3 days after receipt");
  }

  /** The closed formula: a month, and each day of a question once. */
  @Test
  void random_questions_lengthen_the_uk_month_by_their_days() {
    var random = new Random(4711);
    for (int course = 0; course < COURSES; course++) {
      var received = FIRST.plusDays(random.nextInt(1800));
      var clock = AClock.of("uk-gdpr", "gb-sct").using(Right.ACCESS).received(received);
      var asked = received.plusDays(random.nextInt(6));
      var off = new HashSet<LocalDate>();
      int questions = random.nextInt(4);
      for (int question = 0; question < questions; question++) {
        var answered = asked.plusDays(random.nextInt(9));
        clock
            .with(new Paused(asked, PauseGround.CLARIFICATION))
            .with(new Resumed(answered, PauseGround.CLARIFICATION));
        off.addAll(asked.datesUntil(answered.plusDays(1)).toList());
        asked = answered.plusDays(1 + random.nextInt(3));
      }
      boolean extended = random.nextBoolean();
      if (extended) {
        clock.with(new Extended(received.plusDays(random.nextInt(28)), "COMPLEXITY", null));
      }
      check(clock, received, off, questions, extended);
    }
  }

  /** The closed formula over all grounds: what begins anew last, and each day after it once. */
  @Test
  void questions_on_all_grounds_may_overlap_in_the_uk() {
    var random = new Random(48);
    int overlaps = 0;
    for (int course = 0; course < COURSES; course++) {
      var received = FIRST.plusDays(random.nextInt(1800));
      var clock = AClock.of("uk-gdpr", "gb-sct").using(Right.ACCESS).received(received);
      var from = received;
      var answers = new ArrayList<Resumed>();
      var off = new HashSet<LocalDate>();
      for (var ground : PauseGround.values()) {
        var asked = received.plusDays(random.nextInt(20));
        var answered = asked.plusDays(random.nextInt(30));
        clock.with(new Paused(asked, ground));
        answers.add(new Resumed(answered, ground));
        if (ground == PauseGround.CLARIFICATION) {
          off.addAll(asked.datesUntil(answered.plusDays(1)).toList());
        } else if (answered.isAfter(from)) {
          from = answered;
        }
      }
      Collections.shuffle(answers, random);
      answers.forEach(clock::with);
      var begins = from;
      int before = off.size();
      off.removeIf(day -> day.isBefore(begins) || day.equals(begins) && !begins.equals(received));
      overlaps += off.size() < before && !off.isEmpty() ? 1 : 0;
      var end = begins.plusMonths(1).plusDays(off.size());
      assertThat(clock.computed().restsOn()).isEmpty();
      assertThat(clock.response().statutoryDue())
          .isEqualTo(AClock.BOOK.calendar("gb-sct").workingDayFrom(end));
      assertThat(clock.response().safeDue()).isEqualTo(end.minusDays(1));
    }
    assertThat(overlaps).isGreaterThan(1_000);
  }

  /** Whichever becomes known first: a second question, or that the first was answered before it. */
  @Test
  void a_question_after_the_end_of_the_uk_period_moves_nothing_however_late_the_first_is_noted() {
    var random = new Random(76);
    var scotland = AClock.BOOK.calendar("gb-sct");
    int tooLate = 0;
    for (int course = 0; course < COURSES; course++) {
      var received = FIRST.plusDays(random.nextInt(1800));
      var grounds = new ArrayList<>(List.of(PauseGround.values()));
      Collections.shuffle(grounds, random);
      var first = new Paused(received.plusDays(random.nextInt(20)), grounds.getFirst());
      var answered = new Resumed(first.on().plusDays(random.nextInt(30)), first.ground());
      var second = new Paused(first.on().plusDays(random.nextInt(90)), grounds.get(1));
      var after = new Resumed(second.on().plusDays(random.nextInt(30)), second.ground());
      var alone = uk(received, first, answered).response();
      var noted = uk(received, first, second, answered, after);
      assertThat(noted.response())
          .usingRecursiveComparison()
          .ignoringFields("inputs")
          .isEqualTo(uk(received, first, answered, second, after).response());
      assertThat(uk(received, first, second, after, answered).response().statutoryDue())
          .isEqualTo(noted.response().statutoryDue());
      boolean counts =
          !second.on().isAfter(answered.on()) || !second.on().isAfter(alone.statutoryDue());
      assertThat(noted.fallenAway()).hasSize(counts ? 0 : 2);
      if (!counts) {
        assertThat(noted.response().statutoryDue()).isEqualTo(alone.statutoryDue());
        assertThat(noted.response().safeDue()).isEqualTo(alone.safeDue());
        assertThat(noted.restsOn()).isEmpty();
        tooLate++;
      } else if (second.ground() != PauseGround.CLARIFICATION
          && first.ground() != PauseGround.CLARIFICATION) {
        var from = answered.on().isAfter(after.on()) ? answered.on() : after.on();
        assertThat(noted.response().statutoryDue())
            .isEqualTo(scotland.workingDayFrom(from.plusMonths(1)));
      }
    }
    assertThat(tooLate).isGreaterThan(1_000);
  }

  private static Computed uk(LocalDate received, ClockEvent... events) {
    var all = new ArrayList<ClockEvent>(List.of(new Received(received, "form")));
    all.addAll(List.of(events));
    return new StatutoryClock(
            AClock.BOOK.find("uk-gdpr").orElseThrow(), AClock.BOOK.calendar("gb-sct"))
        .replay(inputs(Right.ACCESS, all));
  }

  private static void check(
      AClock clock, LocalDate received, Set<LocalDate> off, int questions, boolean extended) {
    var end = received.plusMonths(extended ? 3 : 1).plusDays(off.size());
    var chained = received.plusMonths(1).plusMonths(2).plusDays(off.size());
    var careful = (extended && chained.isBefore(end) ? chained : end);
    var scotland = AClock.BOOK.calendar("gb-sct");
    assertThat(clock.response().statutoryDue()).isEqualTo(scotland.workingDayFrom(end));
    assertThat(clock.response().safeDue()).isEqualTo(careful.minusDays(Math.max(1, questions)));
  }

  /** A year of requests under every law: dates stand still or go forward, alarms come first. */
  @Test
  void no_date_moves_backwards_and_every_breach_is_announced() {
    var random = new Random(2026);
    var rules = List.copyOf(AClock.BOOK.rules());
    for (int request = 0; request < COURSES; request++) {
      var rule = rules.get(random.nextInt(rules.size()));
      var calendar = rule.calendars().get(random.nextInt(rule.calendars().size()));
      var clock = new StatutoryClock(rule, AClock.BOOK.calendar(calendar));
      var right = Right.values()[random.nextInt(Right.values().length)];
      var received = LocalDate.parse("2026-01-01").plusDays(random.nextInt(365));
      follow(clock, right, AClock.reasonOf(rule), received, random);
    }
  }

  private static void follow(
      StatutoryClock clock, Right right, String reason, LocalDate received, Random random) {
    var events = new ArrayList<ClockEvent>(List.of(new Received(received, "form")));
    var due = due(clock, right, events);
    var day = received;
    for (int step = 0; step < 8; step++) {
      day = day.plusDays(random.nextInt(12));
      events.add(someEvent(day, reason, random));
      if (clock.compute(inputs(right, events)) instanceof Computed after) {
        assertThat(after.response().statutoryDue()).isAfterOrEqualTo(due.statutoryDue());
        assertThat(after.response().safeDue()).isAfterOrEqualTo(due.safeDue());
        assertThat(after.response().safeDue()).isBeforeOrEqualTo(after.response().statutoryDue());
        assertThat(after).isEqualTo(clock.compute(inputs(right, events)));
        announced(events, after.response());
        due = after.response();
      } else {
        events.removeLast();
      }
    }
  }

  /** An answer without a new beginning: that one follows the law, and may take days back. */
  private static ClockEvent someEvent(LocalDate day, String reason, Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> new Paused(day, PauseGround.CLARIFICATION);
      case 1, 2 -> new Resumed(day, random.nextBoolean() ? null : PauseGround.CLARIFICATION);
      case 3 -> new Extended(day, reason, random.nextBoolean() ? null : day.plusDays(40));
      default -> new ClockEvent.Verified(day);
    };
  }

  private static void announced(List<ClockEvent> events, Due response) {
    var zone = ZoneId.of("Europe/Berlin");
    var alarms = Alarm.of(StatutoryClock.receivedOn(events), response.safeDue(), zone, STAGES);
    assertThat(alarms).extracting(Alarm::percent).containsExactlyElementsOf(STAGES);
    assertThat(alarms)
        .isSortedAccordingTo(Comparator.comparing(Alarm::at))
        .extracting(Alarm::at)
        .doesNotHaveDuplicates();
    var breach = alarms.getLast().at().atZone(zone);
    assertThat(breach.toLocalDate()).isEqualTo(response.safeDue().plusDays(1));
  }

  private static Due due(StatutoryClock clock, Right right, List<ClockEvent> events) {
    return switch (clock.compute(inputs(right, events))) {
      case Computed computed -> computed.response();
      case ClockAnswer.Refused refused -> throw new AssertionError(refused.reason());
    };
  }

  private static ClockInputs inputs(Right right, List<ClockEvent> events) {
    return new ClockInputs(right, events);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-28T23:30:00Z, Europe/Berlin,       2026-03-29",
    "2026-03-28T22:30:00Z, Europe/Berlin,       2026-03-28",
    "2026-10-24T22:30:00Z, Europe/Berlin,       2026-10-25",
    "2026-11-01T06:30:00Z, America/Los_Angeles, 2026-10-31",
    "2026-12-31T23:30:00Z, Europe/Berlin,       2027-01-01",
    "2026-12-31T23:30:00Z, America/Sao_Paulo,   2026-12-31"
  })
  void the_day_of_receipt_is_the_controllers(Instant at, ZoneId zone, LocalDate day) {
    assertThat(Received.at(at, zone, "e-mail").on()).isEqualTo(day);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-28, 2026-03-29, Europe/Berlin, 47",
    "2026-10-24, 2026-10-25, Europe/Berlin, 49",
    "2026-04-23, 2026-04-24, Africa/Cairo,  47",
    "2026-07-01, 2026-07-02, Europe/Berlin, 48"
  })
  void alarms_pass_over_clock_changes(LocalDate from, LocalDate safe, ZoneId zone, long hours) {
    var alarms = Alarm.of(from, safe, zone, STAGES);
    var beginning = from.atStartOfDay(zone).toInstant();
    assertThat(alarms.getLast().at()).isEqualTo(beginning.plus(hours, ChronoUnit.HOURS));
    assertThat(alarms.getFirst().at()).isEqualTo(beginning.plus(hours * 30, ChronoUnit.MINUTES));
  }

  @Test
  void of_several_laws_the_earliest_safe_date_leads() {
    var dues =
        Stream.of(
                AClock.of("us-ca-ccpa", "us-ca"),
                AClock.of("eu-gdpr", "de"),
                AClock.of("br-lgpd", "br"))
            .map(clock -> clock.received("2026-03-02").response())
            .toList();
    assertThat(StatutoryClock.leading(dues).orElseThrow().rule()).isEqualTo("br-lgpd");
    assertThat(StatutoryClock.leading(dues.subList(0, 2)).orElseThrow().rule())
        .isEqualTo("eu-gdpr");
    assertThat(StatutoryClock.leading(List.of())).isEmpty();
  }

  @Test
  void a_date_says_where_it_comes_from() {
    var due = AClock.of("eu-gdpr", "de").received("2026-03-05").response();
    assertThat(due.explanation())
        .isEqualTo(
            "Art. 12(3) GDPR: 1 month after Thursday 2026-03-05, the day of the receipt not"
                + " counted, ends on Sunday 2026-04-05; day off (Sunday, Easter Monday), so Tuesday"
                + " 2026-04-07, the next working day of de. Careful reading: Sunday 2026-04-05.");
    assertThat(due.rule()).isEqualTo("eu-gdpr");
    assertThat(due.version()).isEqualTo(2);
    assertThat(due.inputs().events()).hasSize(1);
  }
}
