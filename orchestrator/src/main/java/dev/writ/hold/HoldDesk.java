package dev.writ.hold;

import dev.writ.api.model.NewHold;
import dev.writ.finding.Findings;
import dev.writ.leg.Withholding;
import dev.writ.lifecycle.HoldEvent;
import dev.writ.request.ClearText;
import dev.writ.web.Problem;
import dev.writ.web.Texts;
import java.time.LocalDate;
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
  private final HoldPlacing placing;
  private final HoldEnds ends;
  private final ClearText words;
  private final Withholding withholding;
  private final Findings findings;

  HoldDesk(
      HoldRules rules,
      HoldDays days,
      HoldRecord holds,
      HoldPlacing placing,
      HoldEnds ends,
      ClearText words,
      Withholding withholding,
      Findings findings) {
    this.rules = rules;
    this.days = days;
    this.holds = holds;
    this.placing = placing;
    this.ends = ends;
    this.words = words;
    this.withholding = withholding;
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
    var same = holds.findSame(draft);
    if (same.isPresent()) {
      return same.get();
    }
    return placing.place(draft, actor);
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
}
