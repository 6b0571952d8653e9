package dev.writ.claim;

import static dev.writ.claim.TrustQuestion.DATA;
import static dev.writ.claim.TrustQuestion.MINIMUM;
import static dev.writ.claim.TrustQuestion.STORAGE;
import static dev.writ.claim.TrustQuestion.TRAINING;

import dev.writ.claim.TrustEvidence.EvidenceChanged;
import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.ConnectionService.ConnectionChanged;
import dev.writ.connection.TrustLevel;
import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.schedule.RecurringWork;
import dev.writ.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How much each connection is trusted with. A level is raised by an officer, and only when every
 * answer it needs is YES; it falls by itself when one is no longer. The connections of a sandbox
 * begin at the highest without an answer, and fall when something speaks against it, or when their
 * address leads away from it.
 */
@Service
class Trust implements RecurringWork {
  private static final int LONGEST_YEARS = 2;
  private static final Set<TrustQuestion> FOR_ANONYMISED =
      EnumSet.of(DATA, MINIMUM, TRAINING, STORAGE);
  private final TrustAnswers answers;
  private final TrustRecord record;
  private final ConnectionService connections;
  private final Findings findings;
  private final Clock clock;

  Trust(
      TrustAnswers answers,
      TrustRecord record,
      ConnectionService connections,
      Findings findings,
      Clock clock) {
    this.answers = answers;
    this.record = record;
    this.connections = connections;
    this.findings = findings;
    this.clock = clock;
  }

  /** An officer's word on a question that evidence does not answer. */
  @Transactional
  public void answer(UUID id, TrustQuestion question, TrustRecord.Word word) {
    connections.hold(id);
    if (!question.byWord()) {
      throw Problem.invalid(
          question + " is answered by claims, drills and rehearsals alone, and by nobody's word");
    }
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (word.expiresOn().isBefore(today)
        || word.expiresOn().isAfter(today.plusYears(LONGEST_YEARS))) {
      throw Problem.invalid("expiresOn lies in the past or more than two years ahead");
    }
    record.answer(id, question, word);
    review(id);
  }

  /** Sets the level; a higher one only with every answer it needs. */
  @Transactional
  public void level(UUID id, TrustLevel to, String reason, String actor) {
    var connection = connections.hold(id);
    var from = connections.trust(id);
    if (to == from) {
      return;
    }
    var missing = missing(to, answers.of(connection));
    if (to.compareTo(from) > 0 && !missing.isEmpty()) {
      throw Problem.conflict(to + " needs a YES that counts today to: " + named(missing));
    }
    move(connection, from, to, reason, actor);
    if (to.compareTo(from) > 0) {
      findings.over(fell(id));
    }
  }

  /** The questions that keep a connection from this level. */
  static List<TrustQuestion> missing(TrustLevel level, List<TrustAnswered> answered) {
    return questions(level, answered, answer -> !answer.yes());
  }

  private static List<TrustQuestion> questions(
      TrustLevel level, List<TrustAnswered> answered, Predicate<TrustAnswered> bad) {
    return answered.stream()
        .filter(answer -> needs(level, answer.question()))
        .filter(bad)
        .map(TrustAnswered::question)
        .toList();
  }

  private static boolean needs(TrustLevel level, TrustQuestion question) {
    return switch (level) {
      case NO_CUSTOMER_DATA -> false;
      case ANONYMISED_ONLY -> FOR_ANONYMISED.contains(question);
      case CUSTOMER_DATA -> true;
    };
  }

  @EventListener
  void evidenceChanged(EvidenceChanged event) {
    review(event.connection());
  }

  /** With another address, what was measured at the old one counts no more. */
  @EventListener
  void connectionChanged(ConnectionChanged event) {
    review(event.connection().id());
  }

  @Override
  public String name() {
    return "trust-review";
  }

  @Override
  public String purpose() {
    return "Lets a connection's trust fall when an answer it rests on has expired.";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  @Transactional
  public void run() {
    connections.all().forEach(connection -> review(connection.id()));
  }

  /**
   * The connection is held: an officer who raises its level at the same time waits, and sees what
   * this transaction has taken in, or is seen by it.
   */
  private void review(UUID id) {
    var connection = connections.hold(id);
    var from = connections.trust(id);
    if (from == TrustLevel.NO_CUSTOMER_DATA) {
      return;
    }
    var answered = answers.of(connection);
    // A level that nobody has raised comes from a sandbox's first one: nobody has answered for it,
    // and nobody need as long as a simulator is there.
    boolean answeredFor = record.raised(id) || !connections.atSandbox(connection);
    Predicate<TrustAnswered> bad = answeredFor ? answer -> !answer.yes() : TrustAnswered::spoiled;
    var to = from;
    while (!questions(to, answered, bad).isEmpty()) {
      to = to.below();
    }
    if (to != from) {
      fall(connection, from, to, questions(from, answered, bad));
    }
  }

  private void fall(
      Connection connection, TrustLevel from, TrustLevel to, List<TrustQuestion> because) {
    var reason = "no longer answered by YES: " + named(because);
    move(connection, from, to, reason, "SYSTEM");
    findings.raise(
        FindingDraft.about(
            connection.id(),
            "TRUST_FELL",
            fell(connection.id()),
            Severity.HIGH,
            "Trust fell from %s to %s; %s".formatted(from, to, reason)));
  }

  /** Whoever was faster has judged by the same answers. */
  private void move(
      Connection connection, TrustLevel from, TrustLevel to, String reason, String actor) {
    if (!connections.trust(connection.id(), from, to)) {
      throw Problem.stale();
    }
    record.moved(connection.id(), from, to, reason, actor);
  }

  private static String fell(UUID connection) {
    return "trust-fell/" + connection;
  }

  private static String named(List<TrustQuestion> questions) {
    return questions.stream().map(Enum::name).collect(Collectors.joining(", "));
  }
}
