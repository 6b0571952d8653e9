package dev.writ.hold;

import dev.writ.finding.Findings;
import dev.writ.hold.Hold.Cover;
import dev.writ.leg.LegRecord;
import dev.writ.lifecycle.HoldEvent;
import dev.writ.lifecycle.RequestState;
import dev.writ.request.DataSubjectRequest;
import dev.writ.request.Monitored;
import dev.writ.request.RequestMoved;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * PIPEDA section 8(8): what an access request was about is kept until the person has exhausted the
 * recourse against its refusal, which an officer decides; to be reviewed after the six months in
 * which section 11(3) lets the person complain. An answer that leaves something out on a ground is
 * a refusal of that, and a copy to take elsewhere is access by another name (CHOICE: the law knows
 * no portability). A request of somebody who was not verified keeps nobody's data.
 */
@Component
class RecourseHolds {
  private static final int MONTHS_TO_COMPLAIN = 6;
  private final HoldRecord holds;
  private final HoldPlacing placing;
  private final HoldSubjects subjects;
  private final HoldDays days;
  private final Monitored requests;
  private final Findings findings;

  RecourseHolds(
      HoldRecord holds,
      HoldPlacing placing,
      HoldSubjects subjects,
      HoldDays days,
      Monitored requests,
      Findings findings) {
    this.findings = findings;
    this.holds = holds;
    this.placing = placing;
    this.subjects = subjects;
    this.days = days;
    this.requests = requests;
  }

  /** In the transaction of the refusal, which holds the request. */
  @EventListener
  void moved(RequestMoved moved) {
    boolean denied =
        moved.to() == RequestState.DENIED && moved.from() != RequestState.VERIFYING_IDENTITY;
    if (!denied && moved.to() != RequestState.RESPONDED) {
      return;
    }
    var request = requests.require(moved.request());
    if (denied || !request.grounds().isEmpty()) {
      keep(request, draft -> placing.placeUnmarked(draft, LegRecord.SYSTEM));
    }
  }

  /** Keeps what the request is about; after {@link dev.writ.leg.Withholding#alone}. */
  @Transactional(propagation = Propagation.MANDATORY)
  void keep(DataSubjectRequest request) {
    keep(request, draft -> placing.place(draft, LegRecord.SYSTEM));
  }

  /** One request has one such hold: silence, and then a refusal, only put off its review. */
  private void keep(DataSubjectRequest request, Consumer<HoldDraft> place) {
    draft(request)
        .ifPresent(
            draft ->
                holds
                    .findRecourse(request.id())
                    .ifPresentOrElse(hold -> longer(hold, draft), () -> place.accept(draft)));
  }

  private void longer(Hold hold, HoldDraft draft) {
    var review = Objects.requireNonNull(draft.reviewOn());
    if (hold.reviewOn() == null || hold.reviewOn().isBefore(review)) {
      holds.move(holds.lock(hold.id(), hold.version()), HoldEvent.AMEND, LegRecord.SYSTEM);
      holds.amend(hold, hold.owner(), review, hold.expiresOn());
      findings.over(HoldDates.reviewKey(hold.id()));
    }
  }

  /** Empty where its laws or its kind have no such recourse. */
  private Optional<HoldDraft> draft(DataSubjectRequest request) {
    if (!request.laws().contains(CoverRules.RECOURSE_REGIME) || request.erasing()) {
      return Optional.empty();
    }
    return Optional.of(
        new HoldDraft(
            HoldSort.KEEP_UNTIL_RECOURSE,
            null,
            null,
            "privacy officer",
            days.today().plusMonths(MONTHS_TO_COMPLAIN),
            null,
            new Cover(request.id(), null, null, null, true, List.of()),
            subjects.of(request.id())));
  }
}
