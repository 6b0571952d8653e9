package dev.writ.subject;

import dev.writ.clock.RequestClocks;
import dev.writ.evidence.EvidenceLog;
import dev.writ.finding.Findings;
import dev.writ.letter.AppealLetters;
import dev.writ.letter.LetterDesk;
import dev.writ.letter.LetterFacts;
import dev.writ.letter.LetterKind;
import dev.writ.request.ClearText;
import dev.writ.request.Correspondence;
import dev.writ.request.SubjectsOwn;
import dev.writ.settings.WritSettings;
import dev.writ.subject.Appeal.Kind;
import dev.writ.subject.Appeal.State;
import dev.writ.vault.Vault.Sealer;
import dev.writ.web.NamedDay;
import dev.writ.web.Problem;
import dev.writ.web.Texts;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What happens to appeals and complaints. Each action is one transaction with its evidence. */
@Service
class AppealDesk {
  private final AppealRecord record;
  private final Correspondence requests;
  private final ClearText clearText;
  private final RequestClocks clocks;
  private final Redress redress;
  private final LetterDesk letters;
  private final AppealLetters notices;
  private final Forms forms;
  private final Findings findings;
  private final EvidenceLog evidence;
  private final Clock clock;
  private final ZoneId zone;

  AppealDesk(
      AppealRecord record,
      Correspondence requests,
      ClearText clearText,
      RequestClocks clocks,
      Redress redress,
      LetterDesk letters,
      AppealLetters notices,
      Forms forms,
      Findings findings,
      EvidenceLog evidence,
      Clock clock,
      WritSettings settings) {
    this.record = record;
    this.requests = requests;
    this.clearText = clearText;
    this.clocks = clocks;
    this.redress = redress;
    this.letters = letters;
    this.notices = notices;
    this.forms = forms;
    this.findings = findings;
    this.evidence = evidence;
    this.clock = clock;
    this.zone = settings.clock().zone();
  }

  /** The person's own, today, by the page; the same form sent twice counts once. */
  @Transactional
  public void fileOnce(UUID request, Kind kind, String said, String form) {
    if (forms.first(form)) {
      file(
          request,
          kind,
          LocalDate.now(clock.withZone(zone)),
          "STATUS_PAGE",
          said,
          SubjectsOwn.ACTOR);
    }
  }

  /**
   * Enters one. The same words of the same day are entered once, as long as nobody has decided.
   *
   * @throws Problem refused-by-law, when it is an appeal and none of the request's laws knows one;
   *     gone, when the request's key was destroyed
   */
  @Transactional
  public Appeal file(
      UUID request,
      Kind kind,
      LocalDate receivedOn,
      @Nullable String how,
      String said,
      String actor) {
    var held = requests.lock(request);
    if (how != null) {
      clearText.require(request, how, "how");
    }
    if (NamedDay.inTheFuture(receivedOn, clock.instant())
        || receivedOn.isBefore(held.receivedOn())) {
      throw Problem.invalid("receivedOn lies in the future, or before the request's receipt");
    }
    if (kind == Kind.APPEAL && clocks.appeal(request, receivedOn, Optional.empty()).isEmpty()) {
      throw Problem.law(
          "no law of this request knows an appeal to the company ("
              + String.join("; ", clocks.articles(request))
              + "): enter a COMPLAINT");
    }
    var words = said.strip().replaceAll("\\R", "\n");
    Texts.require(words.replace('\n', ' ').replace('\t', ' '), "said");
    var sealer = sealer(request);
    return record.of(request).stream()
        .filter(one -> one.kind() == kind && one.receivedOn().equals(receivedOn))
        .filter(one -> one.state() == State.OPEN && one.says(words, sealer))
        .findFirst()
        .orElseGet(() -> add(request, kind, receivedOn, how, words, sealer, actor));
  }

  private Appeal add(
      UUID request,
      Kind kind,
      LocalDate receivedOn,
      @Nullable String how,
      String words,
      Sealer sealer,
      String actor) {
    var id = UUID.randomUUID();
    var envelope = sealer.seal(words, Appeal.saying(id));
    record.add(id, request, kind, receivedOn, how, envelope, clock.instant());
    note(request, kind + "_FILED", actor);
    return record.require(request, id);
  }

  /** The person was told that it has arrived. */
  @Transactional
  public Appeal acknowledge(UUID request, UUID id, long version, String actor) {
    requests.lock(request);
    var appeal = record.open(request, id, version);
    if (appeal.acknowledgedAt().isPresent()) {
      throw Problem.conflict("it was acknowledged already");
    }
    record.acknowledged(appeal, clock.instant());
    note(request, appeal.kind() + "_ACKNOWLEDGED", actor);
    findings.over(appeal.findingKey());
    return record.require(request, id);
  }

  /**
   * Decides it, and tells the person by letter. An appeal that is upheld has its request taken up
   * again where it was refused; a complaint where the decision says so.
   *
   * @param reasons in the person's language, word for word in the letter
   * @param reopen of a complaint: whether its request is taken up again
   * @throws Problem gone, when the request's key was destroyed; illegal-move, when there is nothing
   *     that could be taken up again, or holds that are not this appeal's keep it
   */
  @Transactional
  public Appeal decide(
      UUID request,
      UUID id,
      long version,
      State state,
      String reasons,
      boolean reopen,
      String actor) {
    if (reopen && state == State.REJECTED) {
      throw Problem.invalid("what is rejected takes nothing up again: leave reopen out");
    }
    redress.prepare(state);
    requests.lock(request);
    var appeal = record.open(request, id, version);
    var envelope = sealer(request).seal(Texts.require(reasons, "reasons"), Appeal.reasoning(id));
    var now = clock.instant();
    record.decided(appeal, state, envelope, now, actor);
    note(request, appeal.kind() + "_" + state, actor);
    findings.over(List.of(appeal.findingKey(), appeal.voidKey()));
    notices.decided(request, id, actor);
    if (state == State.UPHELD && (reopen || appeal.kind() == Kind.APPEAL)) {
      boolean reopened = redress.give(request, actor);
      if (reopened) {
        record.reopened(id, now);
      } else if (reopen) {
        throw Problem.conflict("nothing of this request was refused that could be taken up again");
      }
    }
    letters.order(
        request,
        letter(appeal.kind(), state),
        "appeal/" + id,
        LetterFacts.explained(reasons.strip()));
    return record.require(request, id);
  }

  private static LetterKind letter(Kind kind, State state) {
    if (kind == Kind.COMPLAINT) {
      return LetterKind.COMPLAINT_ANSWER;
    }
    return state == State.UPHELD ? LetterKind.APPEAL_UPHELD : LetterKind.APPEAL_REJECTED;
  }

  private Sealer sealer(UUID request) {
    return requests
        .findSealer(request)
        .orElseThrow(
            () ->
                Problem.gone(
                    "the request's key is destroyed, and an appeal can take nothing of it up again:"
                        + " ask the person for a new request"));
  }

  private void note(UUID request, String what, String actor) {
    var state = requests.require(request).state().name();
    evidence.append(request, null, what, state, state, actor);
  }
}
