package dev.writ.offboarding;

import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.offboarding.Sights.Kind;
import dev.writ.offboarding.Sights.Outcome;
import dev.writ.vendor.spi.AccessRights.Probe;
import dev.writ.vendor.spi.VendorFailure;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tries the old credentials: each must be refused, and so must the connection as a whole. One that
 * still opens something is found at once, and tried again with growing waits, a bounded number of
 * times.
 */
@Component
class Probing implements LeavePart {
  static final int MOST_TRIES = 8;
  private static final Set<Integer> REFUSALS = Set.of(400, 401, 403);
  private final OffboardingRecord record;
  private final Sights sights;
  private final Findings findings;
  private final Polls polls;
  private final TransactionTemplate transaction;

  Probing(
      OffboardingRecord record,
      Sights sights,
      Findings findings,
      Polls polls,
      TransactionTemplate transaction) {
    this.record = record;
    this.sights = sights;
    this.findings = findings;
    this.polls = polls;
    this.transaction = transaction;
  }

  @Override
  public void work(LeaveAttempt attempt) {
    var look = sights.next(attempt.id(), attempt.offboarding().round(), Kind.ACCESS);
    if (look.isEmpty()) {
      return;
    }
    var probes = probes(attempt);
    var outcome =
        probes.containsValue(Probe.OPEN)
            ? Outcome.OPEN
            : probes.containsValue(Probe.UNCLEAR) ? Outcome.UNCLEAR : Outcome.REFUSED;
    var note =
        probes.entrySet().stream()
            .map(probe -> probe.getKey() + " " + probe.getValue())
            .collect(Collectors.joining(", "));
    settle(attempt, look.get(), outcome, note);
  }

  /** The connection as a whole first, and each of its credentials by name. */
  private static Map<String, Probe> probes(LeaveAttempt attempt) {
    var probes = new TreeMap<String, Probe>();
    probes.put("check", checked(attempt));
    try {
      attempt
          .adapter()
          .access()
          .ifPresent(access -> probes.putAll(access.probe(attempt.account())));
    } catch (VendorFailure failure) {
      probes.put("probe", answer(failure));
    }
    return probes;
  }

  private static Probe checked(LeaveAttempt attempt) {
    try {
      attempt.adapter().check(attempt.account());
      return Probe.OPEN;
    } catch (VendorFailure failure) {
      return answer(failure);
    }
  }

  /**
   * A refusal is the vendor's own word: 401 or 403, or 400 where a sign-in is refused with it (RFC
   * 6749, 5.2). A credential that was never sent has been refused by nobody.
   */
  private static Probe answer(VendorFailure failure) {
    boolean refused =
        failure.kind() == VendorFailure.Kind.AUTHENTICATION && REFUSALS.contains(failure.status());
    return refused ? Probe.REFUSED : Probe.UNCLEAR;
  }

  /** Notes the look; what is not good is looked at again a bounded number of times. */
  void settle(LeaveAttempt attempt, Sights.Look look, Outcome outcome, String note) {
    boolean again = !outcome.good() && look.tries() + 1 < MOST_TRIES;
    var next = again ? polls.again(look.tries()) : null;
    var connection = attempt.offboarding().connection();
    var key = key(attempt.offboarding(), look.kind());
    transaction.executeWithoutResult(
        tx -> {
          record.stillMine(attempt);
          sights.seen(look.id(), outcome, note, next);
          if (look.kind() == Kind.DATA) {
            // A look that is made again begins at the lists' beginning.
            record.cursor(attempt.id(), "", attempt.sealer());
          }
          if (outcome == Outcome.OPEN || outcome == Outcome.PRESENT) {
            findings.raise(
                FindingDraft.about(
                    connection, code(look.kind()), key, Severity.HIGH, summary(look.kind(), note)));
          } else if (outcome.good()) {
            findings.over(key);
          }
        });
    attempt.counted(1);
  }

  static String key(Offboarding offboarding, Kind kind) {
    return "offboarding/" + offboarding.id() + "/" + kind;
  }

  private static String code(Kind kind) {
    return switch (kind) {
      case ACCESS -> "ACCESS_STILL_OPEN";
      case DATA -> "DATA_AFTER_LEAVING";
    };
  }

  private static String summary(Kind kind, String note) {
    return switch (kind) {
      case ACCESS -> "The vendor was left and its credentials were taken away, but: " + note + ".";
      case DATA -> "The vendor was left and everything was erased, but it still has: " + note + ".";
    };
  }
}
