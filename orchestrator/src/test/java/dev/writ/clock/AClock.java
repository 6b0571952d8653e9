package dev.writ.clock;

import dev.writ.clock.ClockAnswer.Computed;
import dev.writ.clock.ClockAnswer.Refused;
import dev.writ.clock.ClockEvent.Extended;
import dev.writ.clock.ClockEvent.Paused;
import dev.writ.clock.ClockEvent.ReceiptCorrected;
import dev.writ.clock.ClockEvent.Received;
import dev.writ.clock.ClockEvent.Resumed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A request's events, written as they happen, under one rule. */
final class AClock {
  static final RuleBook BOOK = RuleBook.shipped();

  private final Rule rule;
  private final WorkingDays calendar;
  private Right right = Right.ERASURE;
  private final List<ClockEvent> events = new ArrayList<>();

  private AClock(Rule rule, WorkingDays calendar) {
    this.rule = rule;
    this.calendar = calendar;
  }

  static AClock of(String rule, String calendar) {
    return of(BOOK.find(rule).orElseThrow(), calendar);
  }

  static AClock of(Rule rule, String calendar) {
    return new AClock(
        rule, calendar.equals("none") ? WorkingDays.WEEKENDS_ONLY : BOOK.calendar(calendar));
  }

  AClock using(Right used) {
    right = used;
    return this;
  }

  AClock received(LocalDate on) {
    events.add(new Received(on, "e-mail"));
    return this;
  }

  AClock received(String on) {
    return received(LocalDate.parse(on));
  }

  AClock receiptCorrected(String on) {
    events.add(new ReceiptCorrected(LocalDate.parse(on), "post", "the stamp says so"));
    return this;
  }

  AClock asked(PauseGround ground, String on) {
    events.add(new Paused(LocalDate.parse(on), ground));
    return this;
  }

  AClock answered(String on) {
    events.add(new Resumed(LocalDate.parse(on), null));
    return this;
  }

  AClock answered(PauseGround ground, String on) {
    events.add(new Resumed(LocalDate.parse(on), ground));
    return this;
  }

  AClock extended(String on) {
    events.add(new Extended(LocalDate.parse(on), reasonOf(rule), null));
    return this;
  }

  AClock extendedUntil(String on, String until) {
    events.add(new Extended(LocalDate.parse(on), reasonOf(rule), LocalDate.parse(until)));
    return this;
  }

  /** One that the rule takes; some text where it takes none. */
  static String reasonOf(Rule rule) {
    return rule.extension() == null
        ? "many systems"
        : rule.extension().codes().stream().findFirst().orElse("many systems");
  }

  AClock with(ClockEvent event) {
    events.add(event);
    return this;
  }

  ClockInputs inputs() {
    return new ClockInputs(right, events);
  }

  ClockAnswer answer() {
    return new StatutoryClock(rule, calendar).compute(inputs());
  }

  /** What is not allowed falls away, as where several laws share the events. */
  Computed replayed() {
    return new StatutoryClock(rule, calendar).replay(inputs());
  }

  Computed computed() {
    return switch (answer()) {
      case Computed computed -> computed;
      case Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  Refused refused() {
    return switch (answer()) {
      case Computed computed -> throw new AssertionError(computed.response().explanation());
      case Refused refused -> refused;
    };
  }

  Due response() {
    return computed().response();
  }

  Due further(String what) {
    return computed().further().stream()
        .filter(due -> due.what().equals(what))
        .findFirst()
        .orElseThrow();
  }

  Due appeal(String received, boolean extended) {
    return new StatutoryClock(rule, calendar)
        .appeal(inputs(), LocalDate.parse(received), extended)
        .orElseThrow();
  }
}
