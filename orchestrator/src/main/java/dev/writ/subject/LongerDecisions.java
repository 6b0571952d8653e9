package dev.writ.subject;

import dev.writ.clock.RequestClocks;
import dev.writ.evidence.EvidenceLog;
import dev.writ.finding.Findings;
import dev.writ.letter.AppealLetters;
import dev.writ.request.Correspondence;
import dev.writ.settings.WritSettings;
import dev.writ.subject.Appeal.Kind;
import dev.writ.subject.Appeal.OrderedExtension;
import dev.writ.web.NamedDay;
import dev.writ.web.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The decision on an appeal takes longer, once, where a law allows it: by officers who have told
 * the person, or with the notice that tells it. Each is one transaction with its evidence.
 */
@Service
class LongerDecisions {
  private final AppealRecord record;
  private final AppealDates dates;
  private final Correspondence requests;
  private final RequestClocks clocks;
  private final AppealLetters letters;
  private final Findings findings;
  private final EvidenceLog evidence;
  private final Clock clock;
  private final ZoneId zone;

  LongerDecisions(
      AppealRecord record,
      AppealDates dates,
      Correspondence requests,
      RequestClocks clocks,
      AppealLetters letters,
      Findings findings,
      EvidenceLog evidence,
      Clock clock,
      WritSettings settings) {
    this.record = record;
    this.dates = dates;
    this.requests = requests;
    this.clocks = clocks;
    this.letters = letters;
    this.findings = findings;
    this.evidence = evidence;
    this.clock = clock;
    this.zone = settings.clock().zone();
  }

  /**
   * What an officer wants.
   *
   * @param reason a code, as of the extension of an answer
   * @param noticeSentOn the day the person was told; null when the notice is to be sent now
   * @param explanation why, in the person's language, for a notice that is sent now
   */
  record Wish(String reason, @Nullable LocalDate noticeSentOn, @Nullable String explanation) {}

  /**
   * Without a day the notice is ordered, and nothing takes longer before that has gone out.
   *
   * @throws Problem refused-by-law, where no law of the request allows it, or not for this reason,
   *     or the person was told, or would be, too late; illegal-move, when it takes longer already,
   *     its notice is on its way, or it was decided
   */
  @Transactional
  public Appeal extend(UUID request, UUID id, long version, Wish wish, String actor) {
    requests.lock(request);
    var appeal = record.open(request, id, version);
    if (appeal.kind() == Kind.COMPLAINT) {
      throw Problem.law("no law sets a day for the decision on a complaint: nothing is extended");
    }
    if (appeal.extension().isPresent()) {
      throw Problem.conflict("it takes longer already, and may do so once");
    }
    if (wish.noticeSentOn() == null) {
      order(appeal, wish, actor);
    } else {
      told(appeal, wish, wish.noticeSentOn(), actor);
    }
    return record.require(request, id);
  }

  private void told(Appeal appeal, Wish wish, LocalDate day, String actor) {
    if (NamedDay.inTheFuture(day, clock.instant()) || day.isBefore(appeal.receivedOn())) {
      throw Problem.invalid("noticeSentOn lies in the future, or before the appeal's receipt");
    }
    if (wish.explanation() != null) {
      throw Problem.invalid("explanation is for a notice that is sent now: leave noticeSentOn out");
    }
    var extension = new Appeal.Extension(wish.reason(), day, Optional.empty());
    requireLawful(appeal, extension);
    record.extended(appeal, extension);
    note(appeal, "APPEAL_EXTENDED", actor);
    findings.over(appeal.findingKey());
    findings.over(appeal.voidKey());
  }

  private void order(Appeal appeal, Wish wish, String actor) {
    if (appeal.ordered().isPresent()) {
      throw Problem.conflict("the notice that it takes longer is on its way already");
    }
    var extension =
        new Appeal.Extension(wish.reason(), LocalDate.now(clock.withZone(zone)), Optional.empty());
    requireLawful(appeal, extension);
    var newDue = dates.lastDay(appeal, extension);
    var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    record.ordered(appeal, new OrderedExtension(wish.reason(), newDue, at, actor));
    note(appeal, "APPEAL_EXTENSION_ORDERED", actor);
    letters.order(
        appeal.request(),
        appeal.id(),
        wish.reason(),
        newDue,
        Optional.ofNullable(wish.explanation()));
  }

  private void requireLawful(Appeal appeal, Appeal.Extension extension) {
    clocks
        .againstLongerAppeal(appeal.request(), appeal.receivedOn(), extension.longer())
        .ifPresent(
            objection -> {
              throw Problem.law(objection);
            });
  }

  private void note(Appeal appeal, String what, String actor) {
    var state = requests.require(appeal.request()).state().name();
    evidence.append(appeal.request(), null, what, state, state, actor);
  }
}
