package dev.writ.clock;

import dev.writ.api.RulesApi;
import dev.writ.api.model.HolidayChange;
import dev.writ.api.model.HolidayCorrectionView;
import dev.writ.api.model.LawClockView;
import dev.writ.api.model.RuleChange;
import dev.writ.api.model.RuleTrial;
import dev.writ.api.model.RuleView;
import dev.writ.api.model.TriedEvent;
import dev.writ.clock.HolidayCorrections.Correction;
import dev.writ.security.Caller;
import dev.writ.web.Problem;
import dev.writ.web.Texts;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RuleController implements RulesApi {
  private final RuleBooks books;
  private final RuleDesk desk;
  private final RuleRecord record;
  private final RuleViews views;
  private final Reckoning reckoning;
  private final Clock clock;

  RuleController(
      RuleBooks books,
      RuleDesk desk,
      RuleRecord record,
      RuleViews views,
      Reckoning reckoning,
      Clock clock) {
    this.books = books;
    this.desk = desk;
    this.record = record;
    this.views = views;
    this.reckoning = reckoning;
    this.clock = clock;
  }

  @Override
  public ResponseEntity<List<RuleView>> listRules() {
    return ResponseEntity.ok(books.current().entries().stream().map(views::brief).toList());
  }

  @Override
  public ResponseEntity<RuleView> showRule(String rule) {
    return ResponseEntity.ok(
        books
            .current()
            .findEntry(rule)
            .map(views::whole)
            .orElseThrow(() -> Problem.notFound("no such rule")));
  }

  @Override
  public ResponseEntity<RuleView> putRule(String rule, RuleChange change) {
    var reason = Texts.impersonal(change.getReason(), "reason");
    desk.put(rule, change.getFile(), reason, actor());
    return showRule(rule);
  }

  @Override
  public ResponseEntity<LawClockView> computeDates(RuleTrial trial) {
    if (trial.getEvents().contains(null)) {
      throw Problem.invalid("events holds null");
    }
    var book = books.current();
    var rule = book.find(trial.getRule()).orElseThrow(() -> Problem.invalid("rule: no such rule"));
    var events = trial.getEvents().stream().map(RuleController::event).toList();
    if (!(events.getFirst() instanceof ClockEvent.Received)) {
      throw Problem.invalid("events[0]: the first event is RECEIVED");
    }
    var right = Right.valueOf(trial.getRight().name());
    var dates =
        Reckoning.of(
            rule.id(),
            rule,
            calendar(book, rule, Optional.ofNullable(trial.getCalendar())),
            new ClockInputs(right, events));
    var today = LocalDate.ofInstant(clock.instant(), reckoning.zone());
    return ResponseEntity.ok(LawViews.law(dates, LawViews.Running.untouched(today, right)));
  }

  private static WorkingDays calendar(RuleBook book, Rule rule, Optional<String> wanted) {
    if (wanted.isPresent() && !rule.calendars().contains(wanted.get())) {
      throw Problem.invalid("calendar: not one of the rule's, which are " + rule.calendars());
    }
    return wanted
        .or(() -> Law.calendar(rule, Optional.empty()))
        .map(book::calendar)
        .orElse(WorkingDays.WEEKENDS_ONLY);
  }

  private static ClockEvent event(TriedEvent tried) {
    var on = tried.getDay();
    if (on.getYear() < 2000 || on.getYear() > 2100) {
      throw Problem.invalid("events: a day lies between the years 2000 and 2100");
    }
    return switch (tried.getKind()) {
      case RECEIVED -> new ClockEvent.Received(on, ClockRecord.NO_CHANNEL);
      case RECEIPT_CORRECTED ->
          new ClockEvent.ReceiptCorrected(on, ClockRecord.NO_CHANNEL, "tried");
      case ACKNOWLEDGED -> new ClockEvent.Acknowledged(on);
      case VERIFIED -> new ClockEvent.Verified(on);
      case RESUMED ->
          new ClockEvent.Resumed(
              on, tried.getGround() == null ? null : PauseGround.valueOf(tried.getGround().name()));
      case NOTICE_RETURNED -> new ClockEvent.NoticeReturned(on);
      case PAUSED -> {
        if (tried.getGround() == null) {
          throw Problem.invalid("events: PAUSED needs a ground");
        }
        yield new ClockEvent.Paused(on, PauseGround.valueOf(tried.getGround().name()));
      }
      case EXTENDED -> {
        if (tried.getReason() == null) {
          throw Problem.invalid("events: EXTENDED needs a reason");
        }
        yield new ClockEvent.Extended(on, tried.getReason().name(), tried.getUntil());
      }
    };
  }

  @Override
  public ResponseEntity<List<HolidayCorrectionView>> listHolidayCorrections() {
    return ResponseEntity.ok(record.noted().stream().map(RuleViews::holiday).toList());
  }

  @Override
  public ResponseEntity<HolidayCorrectionView> correctHoliday(
      String calendar, LocalDate day, HolidayChange change) {
    var correction =
        new Correction(
            calendar,
            day,
            change.getDayOff(),
            Texts.impersonal(change.getName(), "name"),
            Texts.impersonal(change.getReason(), "reason"));
    desk.correct(correction, actor());
    return ResponseEntity.ok(
        record.noted().stream()
            .filter(noted -> noted.correction().calendar().equals(calendar))
            .filter(noted -> noted.correction().day().equals(day))
            .map(RuleViews::holiday)
            .findFirst()
            .orElseThrow());
  }

  private static String actor() {
    return Caller.current().role().name();
  }
}
