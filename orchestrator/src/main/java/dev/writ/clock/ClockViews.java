package dev.writ.clock;

import dev.writ.api.model.ClockAlarmView;
import dev.writ.api.model.ClockEventView;
import dev.writ.api.model.ClockReopening;
import dev.writ.api.model.ClockView;
import dev.writ.api.model.ExtensionReason;
import dev.writ.api.model.KeptDateView;
import dev.writ.api.model.OrderedExtension;
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
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** A request's clock in the API's words. */
@Component
class ClockViews {
  private final ClockRecord record;
  private final ClockHistory history;
  private final Reckoning reckoning;
  private final Settling settling;
  private final ExtensionOrders orders;
  private final Reopenings reopenings;
  private final Receipts receipts;
  private final Clock clock;

  ClockViews(
      ClockRecord record,
      ClockHistory history,
      Reckoning reckoning,
      Settling settling,
      ExtensionOrders orders,
      Reopenings reopenings,
      Receipts receipts,
      Clock clock) {
    this.record = record;
    this.history = history;
    this.reckoning = reckoning;
    this.settling = settling;
    this.orders = orders;
    this.reopenings = reopenings;
    this.receipts = receipts;
    this.clock = clock;
  }

  ClockView of(UUID id) {
    var request = receipts.require(id);
    var entries = record.events(id);
    var dates = reckoning.of(request, entries.stream().map(ClockEntry::event).toList());
    var answered = record.require(id).answeredAt();
    var running =
        new LawViews.Running(answered.isEmpty(), dates.isAcknowledged(), today(), request.kind());
    var receipt = Entering.receipt(entries).event();
    var view =
        new ClockView(
            id,
            request.version(),
            reckoning.zone().getId(),
            receipt.on(),
            LawViews.date(dates.response(), running),
            dates.laws().stream().map(law -> LawViews.law(law, running)).toList(),
            entries.stream().map(ClockViews::event).toList(),
            alarms(id, dates, answered.isEmpty()),
            history.of(id).stream().map(ClockViews::kept).toList());
    var channel = Entering.channel(receipt);
    if (!channel.equals(ClockRecord.NO_CHANNEL)) {
      view.setChannel(channel);
    }
    answered.ifPresent(instant -> view.setAnsweredAt(at(instant)));
    orders.find(id).map(ClockViews::ordered).ifPresent(view::setExtensionOrdered);
    reopenings.find(id).map(ClockViews::reopened).ifPresent(view::setReopened);
    return view;
  }

  private static OrderedExtension ordered(ExtensionOrders.Order order) {
    var view =
        new OrderedExtension(
            ExtensionReason.valueOf(order.reasons().getFirst()),
            order.newDue(),
            at(order.orderedAt()),
            order.orderedBy());
    further(order.reasons()).ifPresent(view::setFurtherReasons);
    return view;
  }

  private static Optional<List<ExtensionReason>> further(List<String> reasons) {
    return Optional.of(reasons.stream().skip(1).map(ExtensionReason::valueOf).toList())
        .filter(codes -> !codes.isEmpty());
  }

  private static ClockReopening reopened(Reopenings.Reopened again) {
    var view = new ClockReopening(again.appeal(), at(again.at()), again.explanation());
    again.dueBy().ifPresent(view::setDueBy);
    again.answeredAt().ifPresent(instant -> view.setAnsweredAt(at(instant)));
    return view;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), reckoning.zone());
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
      case ClockEvent.Resumed resumption -> {
        if (resumption.ground() != null) {
          view.setGround(dev.writ.api.model.PauseGround.valueOf(resumption.ground().name()));
        }
      }
      case ClockEvent.Extended extension -> {
        view.setReason(extension.reasons().getFirst());
        further(extension.reasons()).ifPresent(view::setFurtherReasons);
        view.setUntil(extension.until());
      }
      case ClockEvent.Acknowledged a -> {}
      case ClockEvent.Verified v -> {}
      case ClockEvent.NoticeReturned n -> {}
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
