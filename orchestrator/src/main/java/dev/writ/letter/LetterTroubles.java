package dev.writ.letter;

import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What an officer has to know of a letter, as findings: one of each sort per letter. */
@Component
class LetterTroubles {
  /** GDPR Art. 12(3) and its like: who is not told in time has an answer due as before. */
  private static final String NOTICE =
      " More time counts only when the person is told of it in time.";

  private final Findings findings;

  LetterTroubles(Findings findings) {
    this.findings = findings;
  }

  /** The sorts; the name is the finding's code. */
  enum Trouble {
    LETTER_REFUSED(Severity.HIGH),
    LETTER_BY_HAND(Severity.MEDIUM),
    LETTER_DELAYED(Severity.MEDIUM),
    LETTER_FAILED(Severity.HIGH),
    LETTER_SENT_UNKNOWN(Severity.MEDIUM),
    LETTER_BOUNCED(Severity.HIGH);

    private final Severity severity;

    Trouble(Severity severity) {
      this.severity = severity;
    }

    private String key(Letter letter) {
      return name().toLowerCase(Locale.ROOT).replace('_', '-') + "/" + letter.id();
    }
  }

  void raise(Letter letter, Trouble trouble, String words) {
    boolean notice =
        letter.kind() == LetterKind.EXTENSION || letter.kind() == LetterKind.APPEAL_EXTENSION;
    findings.raise(
        new FindingDraft(
            trouble.name(),
            trouble.key(letter),
            notice ? Severity.HIGH : trouble.severity,
            Optional.empty(),
            Optional.of(letter.request()),
            Optional.empty(),
            "The letter %s (%s): %s%s"
                .formatted(letter.kind(), letter.id(), words, notice ? NOTICE : "")));
  }

  /** Nothing of this letter is left to be decided. */
  void over(Letter letter) {
    findings.over(Arrays.stream(Trouble.values()).map(trouble -> trouble.key(letter)).toList());
  }
}
