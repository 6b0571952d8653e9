package dev.writ.clock;

import dev.writ.clock.RuleBooks.PassedOver;
import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says which rules of administrators an upgrade has put out of force: at each start in the log, and
 * once for each of their versions as the finding RULE_SUPERSEDED.
 */
@Component
class SupersededRules {
  private static final Logger LOG = LoggerFactory.getLogger(SupersededRules.class);
  private final RuleBooks books;
  private final RuleRecord record;
  private final Findings findings;

  SupersededRules(RuleBooks books, RuleRecord record, Findings findings) {
    this.books = books;
    this.record = record;
    this.findings = findings;
  }

  @EventListener(ApplicationReadyEvent.class)
  void tell() {
    for (var rule : books.passedOver()) {
      LOG.warn(
          "rule {} version {} of an administrator is not in force: version {} is shipped",
          rule.id(),
          rule.version(),
          rule.shipped());
      if (!findings.known(key(rule.id(), rule.version()))) {
        findings.raise(draft(rule));
      }
    }
  }

  /** A rule of this id was put that leads again. */
  void over(String id) {
    findings.over(record.versions(id).stream().map(version -> key(id, version)).toList());
  }

  private static FindingDraft draft(PassedOver rule) {
    return new FindingDraft(
        "RULE_SUPERSEDED",
        key(rule.id(), rule.version()),
        Severity.MEDIUM,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "The rule %s, version %d, of an administrator is not in force any more: this release ships version %d. Compare them, and put it back with a higher version where it is to lead."
            .formatted(rule.id(), rule.version(), rule.shipped()));
  }

  private static String key(String id, int version) {
    return "rule-superseded/" + id + "/" + version;
  }
}
