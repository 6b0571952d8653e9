package dev.writ.clock;

import dev.writ.clock.ClockAnswer.Refused;
import dev.writ.clock.ClockEvent.Extended;
import dev.writ.clock.ClockEvent.ReceiptCorrected;
import dev.writ.evidence.EvidenceLog;
import dev.writ.request.DataSubjectRequest;
import dev.writ.request.Receipts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Enters events of a request that the caller's transaction holds. */
@Component
class Entering {
  private final ClockRecord record;
  private final Reckoning reckoning;
  private final Settling settling;
  private final Receipts receipts;
  private final EvidenceLog evidence;
  private final ApplicationEventPublisher events;

  Entering(
      ClockRecord record,
      Reckoning reckoning,
      Settling settling,
      Receipts receipts,
      EvidenceLog evidence,
      ApplicationEventPublisher events) {
    this.record = record;
    this.reckoning = reckoning;
    this.settling = settling;
    this.receipts = receipts;
    this.evidence = evidence;
    this.events = events;
  }

  /** The receipt of a new request. */
  void first(DataSubjectRequest request, ClockEvent.Received receipt, String actor) {
    record.append(request.id(), 0, receipt, null, actor);
    changed(request, settling.begin(request, receipt));
  }

  /**
   * Enters an event, unless none of the request's laws allows it; then nothing has changed, and the
   * answer says what stands against it under the first of them.
   */
  Optional<Refused> enter(DataSubjectRequest request, ClockEvent event, String actor) {
    var entries = record.events(request.id());
    var all = new ArrayList<>(entries.stream().map(ClockEntry::event).toList());
    all.add(event);
    var after = reckoning.of(request, all);
    var against = Reckoning.against(after);
    if (against.isPresent()) {
      return against;
    }
    var before = reckoning.of(request, all.subList(0, entries.size()));
    var replaced = event instanceof ReceiptCorrected ? receipt(entries) : null;
    record.append(
        request.id(),
        entries.size(),
        judged(event, after),
        replaced == null ? null : replaced.n(),
        actor);
    note(request, event, replaced, before, after, actor);
    if (event instanceof ReceiptCorrected correction) {
      var channel = correction.channel();
      receipts.correct(
          request.id(), correction.on(), channel.equals(ClockRecord.NO_CHANNEL) ? null : channel);
    }
    changed(request, settling.settle(request));
    return Optional.empty();
  }

  /** A reason is held against the rules once: the person is told a day by it. */
  private static ClockEvent judged(ClockEvent event, RequestDates after) {
    return event instanceof Extended extended && extended.takers() instanceof Takers.ByTheirRules
        ? extended.takenBy(Takers.of(after, extended.reasons()))
        : event;
  }

  /** What the dates would be, were this known besides; nothing is entered. */
  RequestDates trial(DataSubjectRequest request, ClockEvent... more) {
    var all = new ArrayList<>(record.events(request.id()).stream().map(ClockEntry::event).toList());
    all.addAll(List.of(more));
    return reckoning.of(request, all);
  }

  /** The receipt, or the correction of it that counts. */
  static ClockEntry receipt(List<ClockEntry> entries) {
    return entries.stream()
        .filter(entry -> entry.event() instanceof ReceiptCorrected)
        .reduce((older, newer) -> newer)
        .orElseGet(entries::getFirst);
  }

  private void changed(DataSubjectRequest request, Optional<Instant> nextAlarm) {
    events.publishEvent(new ClockChanged(request.id(), nextAlarm));
  }

  private void note(
      DataSubjectRequest request,
      ClockEvent event,
      @Nullable ClockEntry replaced,
      RequestDates before,
      RequestDates after,
      String actor) {
    var kind = ClockEventKind.of(event);
    var from =
        switch (kind) {
          case RECEIPT_CORRECTED -> receiptWords(Objects.requireNonNull(replaced).event());
          case EXTENDED, NOTICE_RETURNED -> before.response().statutoryDue().toString();
          case RESUMED, PAUSED -> course(before);
          case RECEIVED, ACKNOWLEDGED, VERIFIED -> "NONE";
        };
    var to =
        switch (kind) {
          case RECEIPT_CORRECTED -> receiptWords(event);
          case EXTENDED, NOTICE_RETURNED -> after.response().statutoryDue().toString();
          case RESUMED, PAUSED -> course(after);
          case RECEIVED, ACKNOWLEDGED, VERIFIED -> event.on().toString();
        };
    evidence.append(request.id(), null, kind.word(), from, to, actor);
  }

  private static String course(RequestDates dates) {
    return dates.isPaused() ? "RESTS" : "RUNS";
  }

  private static String receiptWords(ClockEvent receipt) {
    return receipt.on() + " " + channel(receipt);
  }

  /** Of a receipt or its correction. */
  static String channel(ClockEvent receipt) {
    return switch (receipt) {
      case ClockEvent.Received received -> received.channel();
      case ReceiptCorrected correction -> correction.channel();
      default -> throw new IllegalArgumentException("no receipt");
    };
  }
}
