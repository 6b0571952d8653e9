package dev.writ.clock;

import static java.util.stream.Collectors.joining;

import dev.writ.clock.ClockEvent.Acknowledged;
import dev.writ.clock.ClockEvent.Extended;
import dev.writ.clock.ClockEvent.Paused;
import dev.writ.clock.ClockEvent.ReceiptCorrected;
import dev.writ.clock.ClockEvent.Resumed;
import dev.writ.evidence.EvidenceLog;
import dev.writ.request.ClearText;
import dev.writ.request.DataSubjectRequest;
import dev.writ.request.Receipts;
import dev.writ.web.NamedDay;
import dev.writ.web.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What officers say about a request's clock. Each is one transaction, guarded by the version they
 * saw; what no law of the request allows is refused with the article.
 */
@Service
class ClockDesk {
  private static final int EARLIEST_YEAR = 2000;
  private static final int LONGEST_EXTENSION_YEARS = 3;

  private final ClockRecord record;
  private final Entering entering;
  private final Reckoning reckoning;
  private final ExtensionNotices notices;
  private final Receipts receipts;
  private final ClearText words;
  private final RuleBooks books;
  private final EvidenceLog evidence;
  private final Clock clock;

  ClockDesk(
      ClockRecord record,
      Entering entering,
      Reckoning reckoning,
      ExtensionNotices notices,
      Receipts receipts,
      ClearText words,
      RuleBooks books,
      EvidenceLog evidence,
      Clock clock) {
    this.record = record;
    this.entering = entering;
    this.reckoning = reckoning;
    this.notices = notices;
    this.receipts = receipts;
    this.words = words;
    this.books = books;
    this.evidence = evidence;
    this.clock = clock;
  }

  /**
   * What was wrong with a receipt; null leaves as it is.
   *
   * @param jurisdiction whose holidays count
   * @param reason how it is known
   */
  record Correction(
      @Nullable LocalDate receivedOn,
      @Nullable String channel,
      @Nullable String jurisdiction,
      String reason) {}

  /** Possible at any time. */
  @Transactional
  void correctReceipt(UUID id, long version, Correction wrong, String actor) {
    var channel = wrong.channel();
    var reason = wrong.reason();
    if (wrong.receivedOn() == null && channel == null && wrong.jurisdiction() == null) {
      throw Problem.invalid("send receivedOn, channel, jurisdiction or some of them");
    }
    var day = wrong.receivedOn() == null ? null : past(wrong.receivedOn(), "receivedOn");
    var request = receipts.act(id, version);
    words.require(id, reason, "reason");
    if (channel != null) {
      words.require(id, channel, "channel");
    }
    if (wrong.jurisdiction() != null) {
      request = relocate(request, wrong.jurisdiction(), actor);
    }
    var known = Entering.receipt(record.events(id)).event();
    var corrected =
        new ReceiptCorrected(
            Objects.requireNonNullElse(day, known.on()),
            Objects.requireNonNullElse(channel, Entering.channel(known)),
            reason);
    enter(request, corrected, actor);
  }

  private DataSubjectRequest relocate(DataSubjectRequest request, String code, String actor) {
    words.require(request.id(), code, "jurisdiction");
    ClockKeeping.checkJurisdiction(books.current(), request.regime(), Optional.of(code));
    var before = request.jurisdiction().orElse("NONE");
    evidence.append(request.id(), null, "JURISDICTION_CORRECTED", before, code, actor);
    return receipts.relocate(request.id(), code);
  }

  @Transactional
  void pause(UUID id, long version, PauseGround ground, @Nullable LocalDate askedOn, String actor) {
    enter(running(id, version), new Paused(past(askedOn, "askedOn"), ground), actor);
  }

  /**
   * @param ground what was answered; empty for the one question that is open
   */
  @Transactional
  void resume(
      UUID id,
      long version,
      Optional<PauseGround> ground,
      @Nullable LocalDate answeredOn,
      String actor) {
    var on = past(answeredOn, "answeredOn");
    var request = running(id, version);
    var answered = ground.or(() -> onlyOne(entering.trial(request).restsOn()));
    enter(request, new Resumed(on, answered.orElse(null)), actor);
  }

  private static Optional<PauseGround> onlyOne(Set<PauseGround> open) {
    if (open.size() > 1) {
      var names = open.stream().sorted().map(Enum::name).collect(joining(", "));
      throw Problem.invalid("the clock rests on several grounds: send ground, one of " + names);
    }
    return open.stream().findFirst();
  }

  /**
   * What an officer wants to be extended.
   *
   * @param reasons codes, one or more: each law takes its own
   * @param noticeSentOn the day the person was told; null when the notice is to be sent now
   * @param until the day the person is told it will be
   * @param explanation why, in the person's language, for a notice that is sent now
   */
  record Extension(
      List<String> reasons,
      @Nullable LocalDate noticeSentOn,
      @Nullable LocalDate until,
      @Nullable String explanation) {
    Extension {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Once, for all laws and reasons together. Who was told another way while a notice waits is told
   * of that very extension.
   */
  @Transactional
  void extend(UUID id, long version, Extension wanted, String actor) {
    var told = wanted.noticeSentOn() == null ? null : past(wanted.noticeSentOn(), "noticeSentOn");
    var until = wanted.until();
    var from = told == null ? past(null, "noticeSentOn") : told;
    if (until != null && until.isAfter(from.plusYears(LONGEST_EXTENSION_YEARS))) {
      throw Problem.invalid("until lies more than three years ahead");
    }
    var request = running(id, version);
    if (entering.trial(request).isExtended()) {
      throw Problem.conflict("it takes longer already, and may do so once");
    }
    if (told == null) {
      notices.order(request, wanted, actor);
    } else if (wanted.explanation() != null) {
      throw Problem.invalid("explanation is for a notice that is sent now: leave noticeSentOn out");
    } else {
      enter(request, new Extended(told, wanted.reasons(), until), actor);
      notices.toldOtherwise(id);
    }
  }

  @Transactional
  void acknowledge(UUID id, long version, @Nullable LocalDate sentOn, String actor) {
    enter(running(id, version), new Acknowledged(past(sentOn, "sentOn")), actor);
  }

  private DataSubjectRequest running(UUID id, long version) {
    var request = receipts.act(id, version);
    if (record.require(id).answeredAt().isPresent()) {
      throw Problem.conflict("the request was answered or has ended: its clock stands still");
    }
    return request;
  }

  private void enter(DataSubjectRequest request, ClockEvent event, String actor) {
    entering
        .enter(request, event, actor)
        .ifPresent(
            refused -> {
              throw Problem.law(refused.article() + ": " + refused.reason());
            });
  }

  /** Today where nothing was said; never the future. */
  private LocalDate past(@Nullable LocalDate day, String field) {
    var now = clock.instant();
    if (day == null) {
      return LocalDate.ofInstant(now, reckoning.zone());
    }
    if (NamedDay.inTheFuture(day, now)) {
      throw Problem.invalid(field + " lies in the future");
    }
    if (day.getYear() < EARLIEST_YEAR) {
      throw Problem.invalid(field + " lies before the year 2000");
    }
    return day;
  }
}
