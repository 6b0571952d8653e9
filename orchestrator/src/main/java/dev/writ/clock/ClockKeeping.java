package dev.writ.clock;

import dev.writ.api.model.DueView;
import dev.writ.api.model.NewRequest;
import dev.writ.api.model.Regime;
import dev.writ.clock.ClockEvent.Paused;
import dev.writ.clock.ClockEvent.Received;
import dev.writ.lifecycle.RequestState;
import dev.writ.request.DataSubjectRequest;
import dev.writ.request.Deadlines;
import dev.writ.request.DuplicateAnswered;
import dev.writ.request.RequestMoved;
import dev.writ.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Begins a request's clocks with its receipt, and stops them with the answer. */
@Component
class ClockKeeping implements Deadlines {
  private final RequestClocks clocks;
  private final ClockRecord record;
  private final Entering entering;
  private final Reckoning reckoning;
  private final Settling settling;
  private final LateRefusals refusals;
  private final RuleBooks books;
  private final Clock clock;

  ClockKeeping(
      RequestClocks clocks,
      ClockRecord record,
      Entering entering,
      Reckoning reckoning,
      Settling settling,
      LateRefusals refusals,
      RuleBooks books,
      Clock clock) {
    this.clocks = clocks;
    this.record = record;
    this.entering = entering;
    this.reckoning = reckoning;
    this.settling = settling;
    this.refusals = refusals;
    this.books = books;
    this.clock = clock;
  }

  @Override
  public Optional<String> findRegime(String named) {
    return findRegime(books.current(), named);
  }

  @Override
  public String nameOf(String named) {
    return Law.nameOf(named);
  }

  private static Optional<String> findRegime(RuleBook book, String named) {
    return Optional.of(Law.nameOf(named)).filter(law -> book.find(Law.ruleOf(law)).isPresent());
  }

  @Override
  public List<String> others(NewRequest wanted) {
    List<Regime> regimes = Objects.requireNonNullElse(wanted.getAlsoUnder(), List.of());
    List<String> rules = Objects.requireNonNullElse(wanted.getAlsoUnderRules(), List.of());
    if (Stream.concat(regimes.stream(), rules.stream()).anyMatch(Objects::isNull)) {
      throw Problem.invalid("alsoUnder or alsoUnderRules holds null");
    }
    return Stream.concat(regimes.stream().map(Enum::name), rules.stream().map(Law::nameOf))
        .toList();
  }

  @Override
  public void check(NewRequest wanted) {
    var book = books.current();
    var law = findRegime(book, wanted.getRegime()).orElseThrow(() -> unknown(book));
    checkJurisdiction(book, law, Optional.ofNullable(wanted.getJurisdiction()));
    checkOthers(book, law, others(wanted));
  }

  private static Problem unknown(RuleBook book) {
    var known = book.rules().stream().map(rule -> Law.nameOf(rule.id())).sorted().toList();
    return Problem.invalid("regime is no law that is known: send one of " + known);
  }

  /** The holidays of a place the law does not reach would be a guess. */
  static void checkJurisdiction(RuleBook book, String law, Optional<String> jurisdiction) {
    var rule = book.find(Law.ruleOf(law)).orElseThrow();
    var known = jurisdiction.flatMap(code -> Law.findCalendar(rule, code));
    if (jurisdiction.isPresent() && known.isEmpty() && !Law.takesAnyJurisdiction(law)) {
      throw Problem.invalid(
          "jurisdiction is none of this law's: leave it out, or send one of " + rule.calendars());
    }
  }

  private static void checkOthers(RuleBook book, String law, List<String> others) {
    var rules = Stream.concat(Stream.of(law), others.stream()).map(Law::ruleOf).toList();
    if (rules.stream().anyMatch(id -> book.find(id).isEmpty())) {
      throw Problem.invalid("alsoUnderRules holds an id that is no rule's; see GET /v1/rules");
    }
    if (new HashSet<>(rules).size() != rules.size()) {
      throw Problem.invalid("regime, alsoUnder and alsoUnderRules name a law twice");
    }
  }

  @Override
  public void filed(DataSubjectRequest request) {
    var channel = request.channel().orElse(ClockRecord.NO_CHANNEL);
    entering.first(request, new Received(request.receivedOn(), channel), Settling.SYSTEM);
  }

  @Override
  public Optional<Instant> identityBy(DataSubjectRequest request, boolean asking) {
    if (record.require(request.id()).answeredAt().isPresent()) {
      return Optional.empty();
    }
    var now = clock.instant();
    var today = LocalDate.ofInstant(now, reckoning.zone());
    var dates =
        asking
            ? entering.trial(request, new Paused(today, PauseGround.IDENTITY))
            : clocks.of(request);
    return dates
        .refusalOfTheUnproved()
        .map(due -> due.safeDue().atStartOfDay(reckoning.zone()).toInstant())
        .filter(now::isBefore);
  }

  @Override
  public DueView due(DataSubjectRequest request) {
    var due = clocks.of(request).response();
    return new DueView(
        due.statutoryDue(),
        due.safeDue(),
        due.rule(),
        due.version(),
        due.calendar(),
        due.calendarVersion(),
        due.explanation());
  }

  /** An answer stays an answer when something resurfaces afterwards. */
  @EventListener
  void moved(RequestMoved move) {
    boolean over =
        move.to() == RequestState.RESPONDED
            || move.to() == RequestState.WITHDRAWING
            || move.to().ended();
    if (over && settling.answered(move.request())) {
      refusals.answered(move);
    }
  }

  /** The answer to the first is the answer to its duplicate. */
  @EventListener
  void answered(DuplicateAnswered duplicate) {
    settling.answered(duplicate.request());
  }
}
