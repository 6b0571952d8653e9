package dev.writ.finding;

import dev.writ.lifecycle.FindingEvent;
import dev.writ.lifecycle.FindingState;
import dev.writ.lifecycle.StaleVersion;
import dev.writ.schedule.RecurringWork;
import dev.writ.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What officers decide about findings; and when the day of an acceptance has passed, the finding is
 * theirs again.
 */
@Service
class FindingDesk implements RecurringWork {
  private static final int LONGEST_ACCEPTANCE_DAYS = 366;
  private final FindingRecord findings;
  private final Clock clock;

  FindingDesk(FindingRecord findings, Clock clock) {
    this.findings = findings;
    this.clock = clock;
  }

  /** Lives with it until the end of a day. */
  @Transactional
  public Finding accept(UUID id, long version, String reason, LocalDate until, String actor) {
    if (until.isBefore(today()) || until.isAfter(today().plusDays(LONGEST_ACCEPTANCE_DAYS))) {
      throw Problem.invalid("until lies in the past or more than a year ahead");
    }
    var finding = read(id, version);
    findings.move(finding, FindingEvent.ACCEPT, actor, reason);
    findings.accepted(id, reason, until);
    return findings.require(id);
  }

  @Transactional
  public Finding resolve(UUID id, long version, String reason, String actor) {
    var finding = read(id, version);
    findings.move(finding, FindingEvent.RESOLVE, actor, reason);
    findings.resolved(id, reason, actor);
    return findings.require(id);
  }

  @Transactional
  public Finding assign(UUID id, long version, String owner, String actor) {
    var finding = read(id, version);
    if (finding.state() == FindingState.RESOLVED) {
      throw Problem.conflict("the finding is resolved");
    }
    findings.owner(finding, owner, actor);
    return findings.require(id);
  }

  @Override
  public String name() {
    return "accepted-findings";
  }

  @Override
  public String purpose() {
    return "Opens findings again whose day of acceptance has passed.";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  @Transactional
  public void run() {
    for (var id : findings.acceptedBefore(today())) {
      var finding = findings.lock(id);
      if (lapsed(finding)) {
        findings.move(finding, FindingEvent.LAPSE, "SYSTEM", null);
      }
    }
  }

  /** Somebody may have decided anew since it was found. */
  private boolean lapsed(Finding finding) {
    return finding.state() == FindingState.ACCEPTED
        && finding.acceptedUntil() != null
        && finding.acceptedUntil().isBefore(today());
  }

  private Finding read(UUID id, long version) {
    var finding = findings.lock(id);
    if (finding.version() != version) {
      throw new StaleVersion();
    }
    return finding;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
