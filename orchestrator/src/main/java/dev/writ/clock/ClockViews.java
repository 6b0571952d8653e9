package dev.writ.clock;

import dev.writ.api.model.ClockAlarmView;
import dev.writ.api.model.ClockDateView;
import dev.writ.api.model.ClockEventView;
import dev.writ.api.model.ClockObjection;
import dev.writ.api.model.ClockView;
import dev.writ.api.model.KeptDateView;
import dev.writ.api.model.LawClockView;
import dev.writ.clock.ClockHistory.Kept;
import dev.writ.clock.ClockHistory.Raised;
import dev.writ.request.Receipts;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** A request's clock in the API's words. */
@Component
class ClockViews {
  private static final int TURNS_SHOWN = 3;

  private final ClockRecord record;
  private final ClockHistory history;
  private final Reckoning reckoning;
  private final Settling settling;
  private final Receipts receipts;
  private final Clock clock;

  ClockViews(
      ClockRecord record,
      ClockHistory history,
      Reckoning reckoning,
      Settling settling,
      Receipts receipts,
      Clock clock) {
    this.record = record;
    this.history = history;
    this.reckoning = reckoning;
    this.settling = settling;
    this.receipts = receipts;
    this.clock = clock;
  }

  ClockView of(UUID id) {
    var request = receipts.require(id);
    var entries = record.events(id);
    var dates = reckoning.of(request, entries.stream().map(ClockEntry::event).toList());
    var answered = record.require(id).answeredAt();
    var running = new Running(answered.isEmpty(), dates.isAcknowledged(), today(), request.kind());
    var receipt = Entering.receipt(entries).event();
    var view =
        new ClockView(
            id,
            request.version(),
            reckoning.zone().getId(),
            receipt.on(),
            date(dates.response(), running),
            dates.laws().stream().map(law -> law(law, running)).toList(),
            entries.stream().map(ClockViews::event).toList(),
            alarms(id, dates, answered.isEmpty()),
            history.of(id).stream().map(ClockViews::kept).toList());
    var channel = Entering.channel(receipt);
    if (!channel.equals(ClockRecord.NO_CHANNEL)) {
      view.setChannel(channel);
    }
    answered.ifPresent(instant -> view.setAnsweredAt(at(instant)));
    return view;
  }

  /** Dates of a rule that was tried without a request: as if it were unanswered. */
  LawClockView tried(LawDates law, String right) {
    return law(law, new Running(true, false, today(), right));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), reckoning.zone());
  }

  /** What there is to know of whether somebody has to act by a date. */
  private record Running(boolean open, boolean acknowledged, LocalDate today, String right) {
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

  private static LawClockView law(LawDates law, Running running) {
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
    if (rule.extension() != null) {
      view.setExtensionReasons(rule.extension().reasons());
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

  private static ClockDateView date(Due due, Running running) {
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

  private static ClockEventView event(ClockEntry entry) {
    var event = entry.event();
    var view =
        new ClockEventView(
            entry.n(),
            dev.writ.api.model.ClockEventKind.valueOf(ClockEventKind.of(event).name()),
            event.on(),
            at(entry.recordedAt()),
            entry.actor());
    switch (event) {
      case ClockEvent.Received receipt -> channel(view, receipt.channel());
      case ClockEvent.ReceiptCorrected correction -> {
        channel(view, correction.channel());
        view.setReason(correction.reason());
      }
      case ClockEvent.Paused pause ->
          view.setGround(dev.writ.api.model.PauseGround.valueOf(pause.ground().name()));
      case ClockEvent.Extended extension -> {
        view.setReason(extension.reason());
        view.setUntil(extension.until());
      }
      case ClockEvent.Acknowledged a -> {}
      case ClockEvent.Verified v -> {}
      case ClockEvent.Resumed r -> {}
    }
    entry.replaces().ifPresent(view::setReplaces);
    return view;
  }

  private static void channel(ClockEventView view, String channel) {
    if (!channel.equals(ClockRecord.NO_CHANNEL)) {
      view.setChannel(channel);
    }
  }

  /** Those raised, and those to come. */
  private List<ClockAlarmView> alarms(UUID id, RequestDates dates, boolean open) {
    var raised = history.raised(id);
    var planned = open ? settling.planned(dates) : List.<PlannedAlarm>of();
    return Stream.concat(
            raised.stream().map(ClockViews::raised),
            planned.stream()
                .filter(alarm -> raised.stream().noneMatch(alarm::is))
                .map(
                    alarm ->
                        new ClockAlarmView(
                            alarm.law(),
                            alarm.what(),
                            alarm.percent(),
                            alarm.safeDue(),
                            at(alarm.at()))))
        .sorted(Comparator.comparing(ClockAlarmView::getAt))
        .toList();
  }

  private static ClockAlarmView raised(Raised raised) {
    var view =
        new ClockAlarmView(
            raised.law(), raised.what(), raised.percent(), raised.safeDue(), at(raised.at()));
    view.setRaisedAt(at(raised.raisedAt()));
    return view;
  }

  private static KeptDateView kept(Kept kept) {
    return new KeptDateView(
        at(kept.computedAt()),
        kept.law(),
        kept.what(),
        kept.rule(),
        kept.ruleVersion(),
        kept.calendar(),
        kept.calendarVersion(),
        kept.events(),
        kept.statutoryDue(),
        kept.safeDue(),
        kept.unsuspendedDue(),
        kept.explanation());
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
