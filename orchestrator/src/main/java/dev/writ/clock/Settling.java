package dev.writ.clock;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.writ.clock.ClockHistory.Raised;
import dev.writ.clock.ClockRecord.Standing;
import dev.writ.evidence.EvidenceLog;
import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.request.DataSubjectRequest;
import dev.writ.settings.WritSettings;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Goes through a request's clock: computes its dates, keeps those that are new, tells when the
 * leading one moved, raises the alarms whose time has come and notes when the next is due. Whoever
 * calls holds the request; called again, it does nothing twice.
 */
@Component
class Settling {
  static final String SYSTEM = "SYSTEM";

  private final ClockRecord record;
  private final ClockHistory history;
  private final Reckoning reckoning;
  private final RuleBooks books;
  private final Findings findings;
  private final EvidenceLog evidence;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final WritSettings.Clock settings;

  Settling(
      ClockRecord record,
      ClockHistory history,
      Reckoning reckoning,
      RuleBooks books,
      Findings findings,
      EvidenceLog evidence,
      ApplicationEventPublisher events,
      Clock clock,
      WritSettings settings) {
    this.record = record;
    this.history = history;
    this.reckoning = reckoning;
    this.books = books;
    this.findings = findings;
    this.evidence = evidence;
    this.events = events;
    this.clock = clock;
    this.settings = settings.clock();
  }

  /** The first time, of a new request: nothing of it is kept yet. The same is returned. */
  Optional<Instant> begin(DataSubjectRequest request, ClockEvent receipt) {
    var dates = reckoning.of(request, List.of(receipt));
    history.keepFirst(request.id(), dates);
    var next = ring(request.id(), dates, List.of());
    record.begin(request.id(), edition(dates.edition()), dates.response(), next.orElse(null));
    return next;
  }

  /** Returns when the next alarm is due. */
  Optional<Instant> settle(DataSubjectRequest request) {
    var known = record.events(request.id()).stream().map(ClockEntry::event).toList();
    var dates = reckoning.of(request, known);
    var standing = record.require(request.id());
    history.keep(request.id(), dates);
    tellIfMoved(request.id(), standing, dates.response());
    var next =
        standing.answeredAt().isPresent()
            ? Optional.<Instant>empty()
            : ring(request.id(), dates, history.raised(request.id()));
    record.settle(request.id(), edition(dates.edition()), dates.response(), next.orElse(null));
    return next;
  }

  /** Of all from which dates and alarms follow besides the events. */
  String edition() {
    return edition(books.current().edition());
  }

  private String edition(String ofBook) {
    var all = ofBook + " " + settings.zone() + " " + settings.alarms();
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  List<PlannedAlarm> planned(RequestDates dates) {
    return PlannedAlarm.of(dates, settings.zone(), settings.alarms());
  }

  /**
   * Nothing is due any more; what was found about it is no longer so.
   *
   * @return false when it was answered before
   */
  boolean answered(UUID request) {
    boolean first = record.answered(request);
    if (first) {
      findings.over(key(request));
    }
    return first;
  }

  private void tellIfMoved(UUID request, Standing standing, Due leading) {
    var before = standing.safeDue();
    if (before.isPresent() && !before.get().equals(leading.safeDue())) {
      evidence.append(
          request,
          null,
          "DUE_MOVED",
          before.get().toString(),
          leading.safeDue().toString(),
          SYSTEM);
      events.publishEvent(new DueMoved(request, before.get(), leading.safeDue()));
    }
  }

  private Optional<Instant> ring(UUID request, RequestDates dates, List<Raised> raised) {
    var now = clock.instant();
    var planned = planned(dates);
    var open = planned.stream().filter(alarm -> raised.stream().noneMatch(alarm::is)).toList();
    var due = open.stream().filter(alarm -> !alarm.at().isAfter(now)).toList();
    due.forEach(alarm -> raise(request, alarm));
    find(request, due, planned, raised);
    return open.stream()
        .map(PlannedAlarm::at)
        .filter(at -> at.isAfter(now))
        .min(Comparator.naturalOrder());
  }

  private void raise(UUID request, PlannedAlarm alarm) {
    if (history.raise(request, alarm)) {
      evidence.append(
          request,
          null,
          alarm.what() + "_ALARM",
          alarm.safeDue().toString(),
          alarm.percent() + "%",
          SYSTEM);
      events.publishEvent(new ClockAlarm(request, alarm.what(), alarm.percent(), alarm.safeDue()));
    }
  }

  /** One finding a request: the gravest of what rings now; none when what rang no longer runs. */
  private void find(
      UUID request, List<PlannedAlarm> due, List<PlannedAlarm> planned, List<Raised> raised) {
    var gravest =
        due.stream()
            .max(
                Comparator.comparing(PlannedAlarm::severity)
                    .thenComparingInt(PlannedAlarm::percent));
    if (gravest.isPresent()) {
      findings.raise(draft(request, gravest.get()));
    } else if (!raised.isEmpty()
        && planned.stream().noneMatch(alarm -> raised.stream().anyMatch(alarm::is))) {
      findings.over(key(request));
    }
  }

  private static FindingDraft draft(UUID request, PlannedAlarm alarm) {
    return new FindingDraft(
        "CLOCK_ALARM",
        key(request),
        alarm.severity(),
        Optional.empty(),
        Optional.of(request),
        Optional.empty(),
        alarm.words());
  }

  private static String key(UUID request) {
    return "clock/" + request;
  }
}
