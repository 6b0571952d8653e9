package dev.writ.recheck;

import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.leg.Leg;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The findings about looks that say nothing: one while such looks are tried, which ends when none
 * of the leg is, and one for what was given up, which only a look that says something ends. Callers
 * hold the transaction.
 */
@Component
class SilentLooks {
  private final LookRecord looks;
  private final Findings findings;

  SilentLooks(LookRecord looks, Findings findings) {
    this.looks = looks;
    this.findings = findings;
  }

  /** Too often in a row, and it is tried again. */
  void stillTried(Leg leg, int tries, String why) {
    raise(
        leg,
        triedKey(leg.id()),
        Severity.MEDIUM,
        words(tries, why) + "It goes on being tried; mend the cause, or skip the look.");
  }

  /** It is not tried any more. */
  void givenUp(Leg leg, int tries, String why) {
    raise(
        leg,
        givenUpKey(leg.id()),
        Severity.HIGH,
        words(tries, why) + "It was given up: nobody has looked.");
    settle(leg.id());
  }

  private void raise(Leg leg, String key, Severity severity, String summary) {
    findings.raise(
        FindingDraft.about(
            leg.connection(),
            leg.request(),
            leg.id(),
            "LOOK_INCONCLUSIVE",
            key,
            severity,
            summary));
  }

  private static String words(int tries, String why) {
    return "A look after an erasure said nothing %d times in a row: %s. ".formatted(tries, why);
  }

  /** A look of the leg was skipped or given up: nothing may be left to be mended. */
  void settle(UUID leg) {
    if (!looks.anyTried(leg)) {
      findings.over(triedKey(leg));
    }
  }

  /** A look of the leg has said something. */
  void over(UUID leg) {
    findings.over(List.of(triedKey(leg), givenUpKey(leg)));
  }

  private static String triedKey(UUID leg) {
    return "look-inconclusive/" + leg;
  }

  private static String givenUpKey(UUID leg) {
    return "look-given-up/" + leg;
  }
}
