package dev.writ.claim;

import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.schedule.RecurringWork;
import dev.writ.settings.WritSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reminds of claims, answers, drills, documents and acceptances before they end, and says when they
 * have; what was renewed needs no reminder any more, and what is not ACTIVE none at all.
 */
@Component
class ExpiryReminders implements RecurringWork {
  private static final String SOON = "EXPIRES_SOON";
  private static final String EXPIRED = "EXPIRED";
  private final ClaimRecord claims;
  private final ClaimDocuments documents;
  private final TrustRecord answers;
  private final Findings findings;
  private final ConnectionService connections;
  private final Clock clock;
  private final Duration remind;
  private final Duration drillCounts;

  ExpiryReminders(
      ClaimRecord claims,
      ClaimDocuments documents,
      TrustRecord answers,
      Findings findings,
      ConnectionService connections,
      Clock clock,
      WritSettings settings) {
    this.claims = claims;
    this.documents = documents;
    this.answers = answers;
    this.findings = findings;
    this.connections = connections;
    this.clock = clock;
    this.remind = settings.claims().remind();
    this.drillCounts = settings.claims().drill();
  }

  @Override
  public String name() {
    return "expiry-reminders";
  }

  @Override
  public String purpose() {
    return "Reminds of claims, answers, drills, documents and acceptances that end soon or have"
        + " ended.";
  }

  @Override
  public Duration every() {
    return Duration.ofDays(1);
  }

  @Override
  @Transactional
  public void run() {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    var horizon = today.plusDays(remind.toDays());
    var active =
        connections.all().stream()
            .filter(connection -> connection.state() == Connection.State.ACTIVE)
            .map(Connection::id)
            .collect(Collectors.toSet());
    var raised = new HashSet<String>();
    Stream.of(
            claims.endingBy(horizon),
            answers.endingBy(horizon),
            answers.trialsEndingBy(horizon, drillCounts),
            documents.endingBy(horizon))
        .flatMap(List::stream)
        .filter(ending -> active.contains(ending.connection()))
        .forEach(ending -> raised.add(remind(draft(ending, today))));
    for (var accepted : findings.acceptedUntil(horizon)) {
      raised.add(remind(draft(accepted)));
    }
    Stream.of(SOON, EXPIRED)
        .flatMap(code -> findings.unresolvedKeys(code).stream())
        .filter(key -> !raised.contains(key))
        .forEach(findings::over);
  }

  private String remind(FindingDraft draft) {
    findings.raise(draft);
    return draft.key();
  }

  private static FindingDraft draft(Ending ending, LocalDate today) {
    boolean over = ending.on().isBefore(today);
    var code = over ? EXPIRED : SOON;
    var words = ending.what().toLowerCase(Locale.ROOT).replace(' ', '-');
    return FindingDraft.about(
        ending.connection(),
        code,
        "%s/%s/%s".formatted(over ? "expired" : "expires", ending.connection(), words),
        over ? Severity.MEDIUM : Severity.LOW,
        over
            ? "The %s ended on %s".formatted(ending.what(), ending.on())
            : "The %s ends on %s".formatted(ending.what(), ending.on()));
  }

  private static FindingDraft draft(Findings.Accepted accepted) {
    return new FindingDraft(
        SOON,
        "expires/finding/" + accepted.id(),
        Severity.LOW,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "The acceptance of a finding %s ends on %s".formatted(accepted.code(), accepted.until()));
  }
}
