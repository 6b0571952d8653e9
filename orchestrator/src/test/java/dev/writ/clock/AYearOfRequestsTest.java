package dev.writ.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.clock.ClockEvent.Acknowledged;
import dev.writ.clock.ClockEvent.Extended;
import dev.writ.clock.ClockEvent.NoticeReturned;
import dev.writ.clock.ClockEvent.Paused;
import dev.writ.clock.ClockEvent.ReceiptCorrected;
import dev.writ.clock.ClockEvent.Received;
import dev.writ.clock.ClockEvent.Resumed;
import dev.writ.clock.ClockEvent.Verified;
import dev.writ.clock.ClockHistory.Raised;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A year of requests under one to three laws each, with whatever may happen to them. */
class AYearOfRequestsTest {
  private static final int REQUESTS = 10_000;
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final List<Integer> PERCENTS = List.of(50, 75, 90);
  private static final List<Right> RIGHTS = List.of(Right.ERASURE, Right.ACCESS, Right.PORTABILITY);
  private static final LocalDate NEW_YEAR = LocalDate.parse("2026-01-01");

  private final Random random = new Random(20_26_11);
  private int breaches;
  private int movedBack;
  private int refused;
  private int overlapping;
  private int refusalsOver;
  private final Map<String, Integer> entered = new HashMap<>();

  @Test
  void no_date_moves_back_without_an_event_and_every_breach_was_announced() {
    for (int request = 0; request < REQUESTS; request++) {
      new Life().lived();
    }
    assertThat(breaches).as("breaches").isGreaterThan(1_000);
    assertThat(refusalsOver).as("last days of refusals").isGreaterThan(500);
    assertThat(movedBack).as("moved back by an event that may").isGreaterThan(100);
    assertThat(refused).as("events no law allows").isGreaterThan(1_000);
    assertThat(entered.get("NoticeReturned")).as("extensions taken back").isGreaterThan(100);
    assertThat(overlapping).as("resting on several grounds").isGreaterThan(50);
    assertThat(entered.get("FEE")).as("questions for a fee").isGreaterThan(50);
  }

  private final class Life {
    private final List<String> laws = someLaws();
    private final Right right = RIGHTS.get(random.nextInt(RIGHTS.size()));
    private final LocalDate received = NEW_YEAR.plusDays(random.nextInt(365));
    private final Optional<String> jurisdiction = someCalendar();
    private final List<Raised> raised = new ArrayList<>();
    private List<ClockEvent> events = List.of(new Received(received, "form"));
    private RequestDates dates = compute(events);
    private ClockEvent last = events.getFirst();
    private Instant now = received.atTime(9, 0).atZone(BERLIN).toInstant();

    void lived() {
      var day = received;
      for (int step = random.nextInt(9); step > 0; step--) {
        day = day.plusDays(random.nextInt(14));
        passTo(day.atTime(10, step).atZone(BERLIN).toInstant());
        happen(someEvent(day));
      }
      if (random.nextInt(3) > 0) {
        var end = dates.response().safeDue();
        var refusal = dates.refusalBeforeAnswer().map(Due::safeDue);
        passTo(end.plusDays(20).atStartOfDay(BERLIN).toInstant());
        refusal.ifPresent(last -> passTo(last.plusDays(20).atStartOfDay(BERLIN).toInstant()));
        assertThat(raised).as("the breach is told").anyMatch(told(RequestDates.RESPONSE, end));
        refusal.ifPresent(
            last ->
                assertThat(raised)
                    .as("the last day of a refusal is told")
                    .anyMatch(told(RequestDates.REFUSAL, last)));
      }
      assertThat(compute(events).responses()).as("computed again").isEqualTo(dates.responses());
    }

    private static Predicate<Raised> told(String what, LocalDate day) {
      return alarm ->
          alarm.percent() == 100 && alarm.what().equals(what) && alarm.safeDue().equals(day);
    }

    private void happen(ClockEvent event) {
      var more = new ArrayList<>(events);
      more.add(event);
      var after = compute(more);
      if (Reckoning.against(after).isPresent()) {
        refused++;
        assertThat(after.response().safeDue()).isEqualTo(dates.response().safeDue());
        return;
      }
      for (int law = 0; law < laws.size(); law++) {
        compare(dates.responses().get(law), after.responses().get(law), event);
      }
      entered.merge(
          event instanceof Paused pause ? pause.ground().name() : event.getClass().getSimpleName(),
          1,
          Integer::sum);
      overlapping += after.restsOn().size() > 1 ? 1 : 0;
      events = more;
      dates = after;
      last = event;
      passTo(now);
    }

    private void compare(Due before, Due after, ClockEvent event) {
      assertThat(after.safeDue()).isBeforeOrEqualTo(after.statutoryDue());
      if (after.statutoryDue().isBefore(before.statutoryDue())
          || after.safeDue().isBefore(before.safeDue())) {
        assertThat(mayMoveBack(event)).as(before + " " + event + " " + after).isTrue();
        movedBack++;
      }
    }

    /**
     * A corrected receipt; a notice of an extension that came back; and the answer with which a
     * British month begins anew.
     */
    private boolean mayMoveBack(ClockEvent event) {
      return event instanceof ReceiptCorrected
          || event instanceof NoticeReturned
          || (event instanceof Resumed
              && laws.contains("UK_GDPR")
              && events.stream().anyMatch(AYearOfRequestsTest::beginsAnew));
    }

    private void passTo(Instant then) {
      PlannedAlarm.of(dates, BERLIN, PERCENTS).stream()
          .filter(alarm -> !alarm.at().isAfter(then))
          .filter(alarm -> raised.stream().noneMatch(alarm::is))
          .sorted(Comparator.comparing(PlannedAlarm::at))
          .forEach(this::ring);
      now = then;
    }

    private void ring(PlannedAlarm alarm) {
      var at = alarm.at().isAfter(now) ? alarm.at() : now;
      if (alarm.percent() == 100 && alarm.what().equals(RequestDates.RESPONSE)) {
        breaches++;
        announced(alarm, at);
      }
      if (alarm.percent() == 100 && alarm.what().equals(RequestDates.REFUSAL)) {
        refusalsOver++;
        announced(alarm, at);
      }
      raised.add(
          new Raised(alarm.law(), alarm.what(), alarm.percent(), alarm.safeDue(), alarm.at(), at));
    }

    private void announced(PlannedAlarm breach, Instant at) {
      var before =
          raised.stream()
              .filter(alarm -> alarm.what().equals(breach.what()))
              .filter(alarm -> alarm.safeDue().equals(breach.safeDue()))
              .toList();
      assertThat(before).extracting(Raised::percent).containsExactlyElementsOf(PERCENTS);
      if (breach.at().isAfter(now)) {
        assertThat(before).allMatch(alarm -> alarm.raisedAt().isBefore(breach.at()));
      } else {
        // The day it was due before the last event had passed too, and that was told.
        assertThat(mayMoveBack(last) || toldBefore(breach)).as("told late: " + last).isTrue();
        assertThat(at).isEqualTo(now);
      }
    }

    /** An earlier day of the duty; or that very day, as long as it was the answer's too. */
    private boolean toldBefore(PlannedAlarm breach) {
      return raised.stream()
          .filter(alarm -> alarm.percent() == breach.percent())
          .anyMatch(
              alarm ->
                  alarm.what().equals(breach.what())
                      || breach.what().equals(RequestDates.REFUSAL)
                          && alarm.safeDue().equals(breach.safeDue()));
    }

    private RequestDates compute(List<ClockEvent> known) {
      return Reckoning.of(AClock.BOOK, laws, jurisdiction, new ClockInputs(right, known));
    }

    private Optional<String> someCalendar() {
      var calendars = AClock.BOOK.find(Law.ruleOf(laws.getFirst())).orElseThrow().calendars();
      return Optional.of(calendars.get(random.nextInt(calendars.size())));
    }

    private ClockEvent someEvent(LocalDate day) {
      return switch (random.nextInt(15)) {
        case 0, 1 -> new Paused(day, PauseGround.CLARIFICATION);
        case 2 -> new Paused(day, PauseGround.IDENTITY);
        case 3, 4, 5 -> new Resumed(day, someGround());
        case 6, 7 -> new Extended(day, reason(), until(day));
        case 8 -> new ReceiptCorrected(day.minusDays(random.nextInt(40)), "post", "stamp");
        case 9 -> new Acknowledged(day);
        case 10 -> new Paused(day, PauseGround.FEE);
        case 11, 12 -> new NoticeReturned(day);
        default -> new Verified(day);
      };
    }

    /** One that the first law takes; the others go on as if it had not been. */
    private String reason() {
      return AClock.reasonOf(AClock.BOOK.find(Law.ruleOf(laws.getFirst())).orElseThrow());
    }

    /** What is open, mostly; now and then another one, or as it was noted before there were any. */
    private PauseGround someGround() {
      var grounds = new ArrayList<>(dates.restsOn());
      if (grounds.isEmpty() || random.nextInt(4) == 0) {
        Collections.addAll(grounds, PauseGround.values());
        grounds.add(null);
      }
      return grounds.get(random.nextInt(grounds.size()));
    }

    private LocalDate until(LocalDate day) {
      return random.nextBoolean() ? null : day.plusDays(random.nextInt(70));
    }
  }

  private static boolean beginsAnew(ClockEvent event) {
    return event instanceof Paused pause && pause.ground() != PauseGround.CLARIFICATION;
  }

  private List<String> someLaws() {
    var all = new ArrayList<>(List.of(Law.values()));
    Collections.shuffle(all, random);
    return all.subList(0, 1 + random.nextInt(3)).stream().map(Law::name).toList();
  }
}
