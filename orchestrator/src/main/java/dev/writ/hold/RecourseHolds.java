package dev.writ.hold;

import dev.writ.hold.Hold.Cover;
import dev.writ.leg.LegRecord;
import dev.writ.lifecycle.RequestState;
import dev.writ.request.Monitored;
import dev.writ.request.RequestMoved;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * PIPEDA section 8(8): with the refusal of an access request its data is kept until the person has
 * exhausted recourse, which an officer decides; to be reviewed after the six months in which
 * section 11(3) lets the person complain. A request of somebody who was not verified keeps nobody's
 * data.
 */
@Component
class RecourseHolds {
  private static final int MONTHS_TO_COMPLAIN = 6;
  private final HoldRecord holds;
  private final HoldSubjects subjects;
  private final HoldDays days;
  private final Monitored requests;

  RecourseHolds(HoldRecord holds, HoldSubjects subjects, HoldDays days, Monitored requests) {
    this.holds = holds;
    this.subjects = subjects;
    this.days = days;
    this.requests = requests;
  }

  /** In the transaction of the refusal; each erase looks for the hold before it is sent. */
  @EventListener
  void moved(RequestMoved moved) {
    if (moved.to() != RequestState.DENIED || moved.from() == RequestState.VERIFYING_IDENTITY) {
      return;
    }
    var request = requests.require(moved.request());
    if (!request.laws().contains(CoverRules.RECOURSE_REGIME) || !request.kind().equals("ACCESS")) {
      return;
    }
    holds.add(
        new HoldDraft(
            HoldSort.KEEP_UNTIL_RECOURSE,
            null,
            null,
            "privacy officer",
            days.today().plusMonths(MONTHS_TO_COMPLAIN),
            null,
            new Cover(request.id(), null, null, null, true, List.of()),
            subjects.of(request.id())),
        LegRecord.SYSTEM);
  }
}
