package dev.writ.hold;

import dev.writ.api.model.NewHold;
import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.leg.LegRecord;
import dev.writ.leg.Withholding;
import dev.writ.lifecycle.HoldEvent;
import dev.writ.request.Assignments;
import dev.writ.request.ClearText;
import dev.writ.request.Monitored;
import dev.writ.web.Problem;
import dev.writ.web.Texts;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people do with holds. Each action is one transaction with its evidence entry; engines hear
 * of it after the commit.
 */
@Service
class HoldDesk {
  private final HoldRules rules;
  private final HoldDays days;
  private final HoldRecord holds;
  private final HoldEnds ends;
  private final HoldSubjects subjects;
  private final ClearText words;
  private final Withholding withholding;
  private final LegRecord legs;
  private final Assignments assignments;
  private final Monitored requests;
  private final Findings findings;

  HoldDesk(
      HoldRules rules,
      HoldDays days,
      HoldRecord holds,
      HoldEnds ends,
      HoldSubjects subjects,
      ClearText words,
      Withholding withholding,
      LegRecord legs,
      Assignments assignments,
      Monitored requests,
      Findings findings) {
    this.rules = rules;
    this.days = days;
    this.holds = holds;
    this.ends = ends;
    this.subjects = subjects;
    this.words = words;
    this.withholding = withholding;
    this.legs = legs;
    this.assignments = assignments;
    this.requests = requests;
    this.findings = findings;
  }

  /**
   * Places a hold: it covers from the commit on whatever has no written intent yet; what has one is
   * told as too late. One that says the same as an active one is that one.
   */
  @Transactional
  Hold place(NewHold wanted, String actor) {
    withholding.alone();
    var draft = rules.draft(wanted);
    if (draft.cover().ofPerson()) {
      subjects.complete();
    }
    var same = holds.findSame(draft);
    if (same.isPresent()) {
      return same.get();
    }
    var id = holds.add(draft, actor);
    holds.late(id, draft.cover().named());
    for (var reached : holds.reached(id)) {
      var request = legs.require(reached).request();
      withholding.mark(reached, assignments.findSealer(request).orElse(null));
      requests.stirred(request);
    }
    tellTooLate(holds.require(id));
    return holds.require(id);
  }

  private void tellTooLate(Hold hold) {
    int late = holds.effects(hold.id()).stream().mapToInt(Hold.Effect::tooLate).sum();
    if (late > 0) {
      findings.raise(
          new FindingDraft(
              "HOLD_TOO_LATE",
              lateKey(hold.id()),
              Severity.HIGH,
              Optional.ofNullable(hold.cover().connection()),
              Optional.ofNullable(hold.cover().request()),
              Optional.ofNullable(hold.cover().leg()),
              "The hold %s came too late for %d objects, which had been sent or given to a human. "
                      .formatted(hold.id(), late)
                  + "Close open manual tasks as REFUSED, and ask the vendor for the rest."));
    }
  }

  /** Another owner or other days; null leaves it as it is. */
  @Transactional
  Hold amend(
      UUID id,
      long version,
      @Nullable String owner,
      @Nullable LocalDate review,
      @Nullable LocalDate expires,
      String actor) {
    var hold = holds.lock(id, version);
    if (owner != null) {
      nobody(hold, owner, "owner");
    }
    holds.move(hold, HoldEvent.AMEND, actor);
    days.ahead(review, "reviewOn");
    if (expires != null && (hold.expiresOn() == null || expires.isBefore(hold.expiresOn()))) {
      throw Problem.invalid(
          "expiresOn is only moved to a later day: what ends earlier is released");
    }
    days.ahead(expires, "expiresOn");
    holds.amend(
        hold,
        owner == null ? hold.owner() : owner,
        review == null ? hold.reviewOn() : review,
        expires == null ? hold.expiresOn() : expires);
    if (review != null && review.isAfter(days.today())) {
      findings.over(HoldDates.reviewKey(id));
    }
    return holds.require(id);
  }

  /** Its reason is gone: what it alone kept is erased. */
  @Transactional
  Hold release(UUID id, long version, String reason, String actor) {
    withholding.alone();
    var hold = holds.lock(id, version);
    nobody(hold, reason, "reason");
    ends.end(hold, HoldEvent.RELEASE, reason, actor);
    return holds.require(id);
  }

  private void nobody(Hold hold, String text, String field) {
    var request = ends.named(hold);
    if (request == null) {
      Texts.impersonal(text, field);
    } else {
      words.require(request, text, field);
    }
  }

  static String lateKey(UUID hold) {
    return "hold-too-late/" + hold;
  }
}
