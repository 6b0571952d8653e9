package dev.writ.clock;

import dev.writ.api.model.ClockDateView;
import dev.writ.api.model.ClockObjection;
import dev.writ.api.model.ExtensionReason;
import dev.writ.api.model.LawClockView;
import dev.writ.api.model.PauseGround;
import java.time.LocalDate;
import java.util.stream.Collectors;

/** One law's dates in the API's words. */
final class LawViews {
  private static final int TURNS_SHOWN = 3;

  private LawViews() {}

  /** What there is to know of whether somebody has to act by a date. */
  record Running(boolean open, boolean acknowledged, LocalDate today, String right) {
    /** Of a rule that is tried without a request: as if it were unanswered. */
    static Running untouched(LocalDate today, Right right) {
      return new Running(true, false, today, right.name());
    }

    boolean runs(Due due) {
      return open
          && switch (due.what()) {
            case RequestDates.RESPONSE, RequestDates.REFUSAL -> true;
            case RequestDates.ACKNOWLEDGEMENT -> !acknowledged;
            case RequestDates.EXTENSION_NOTICE -> !today.isAfter(due.statutoryDue());
            default -> due.what().equals(right);
          };
    }
  }

  static LawClockView law(LawDates law, Running running) {
    var rule = law.rule();
    var view =
        new LawClockView(
            law.law(),
            rule.id(),
            rule.version(),
            rule.name(),
            law.calendar().id(),
            law.computed().extendableUntil(),
            law.computed().paused(),
            law.all().stream().map(due -> date(due, running)).toList(),
            law.computed().fallenAway().stream()
                .map(
                    refused ->
                        new ClockObjection(refused.event(), refused.article(), refused.reason()))
                .toList());
    if (law.computed().paused()) {
      view.setRestsOn(
          law.computed().restsOn().stream()
              .sorted()
              .map(ground -> PauseGround.valueOf(ground.name()))
              .toList());
    }
    if (rule.extension() != null) {
      view.setExtensionReasons(rule.extension().reasons());
      view.setExtensionGrounds(
          rule.extension().codes().stream().map(ExtensionReason::valueOf).toList());
    }
    if (rule.appeal() != null) {
      view.setAppeal(appeal(rule.appeal()));
    }
    if (rule.repeats() != null) {
      view.setRecurring(recurring(rule.repeats()));
    }
    return view;
  }

  private static String appeal(Rule.Appeal appeal) {
    var longer = appeal.further() == null ? "" : ", once " + appeal.further().words() + " longer";
    return "%s: decided within %s after the appeal's receipt%s; %s"
        .formatted(
            appeal.article(), appeal.decision().length().words(), longer, appeal.afterwards());
  }

  private static String recurring(Rule.Repeat repeat) {
    var turns =
        repeat.first(TURNS_SHOWN).stream()
            .map(LocalDate::toString)
            .collect(Collectors.joining(", "));
    return "%s: %s every %s, first by %s"
        .formatted(repeat.article(), repeat.what(), repeat.every().words(), turns);
  }

  static ClockDateView date(Due due, Running running) {
    return new ClockDateView(
        due.what(),
        due.statutoryDue(),
        due.safeDue(),
        due.unsuspendedDue(),
        due.rule(),
        due.version(),
        due.calendar(),
        due.calendarVersion(),
        running.runs(due),
        due.explanation());
  }
}
