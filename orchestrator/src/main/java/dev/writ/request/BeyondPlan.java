package dev.writ.request;

import dev.writ.leg.Leg;
import dev.writ.leg.LegRecord;
import dev.writ.leg.PlanGrowth;
import dev.writ.security.Caller;
import dev.writ.security.FourEyes;
import dev.writ.settings.WritSettings;
import dev.writ.settings.WritSettings.Approval;
import dev.writ.settings.WritSettings.Approval.Policy;
import dev.writ.web.Problem;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is found at a leg after its plan was approved is approved as the plan was: by nobody, one
 * person or two people, and past the blast-radius guard always by two.
 */
@Service
public class BeyondPlan implements PlanGrowth {
  private final RequestRecord requests;
  private final LegRecord legs;
  private final Approval policies;
  private final int blastRadius;

  BeyondPlan(RequestRecord requests, LegRecord legs, WritSettings settings) {
    this.requests = requests;
    this.legs = legs;
    this.policies = settings.approval();
    this.blastRadius = settings.blastRadius();
  }

  /** Whether two people must say so, for a plan as for what is found beyond it. */
  boolean needsTwo(DataSubjectRequest request, List<Leg> all) {
    return policy(request) == Policy.TWO_PEOPLE || guarded(all);
  }

  /**
   * Whether nobody must. Whoever withdrew the request before it may not want one that was taken up
   * any more, and a plan may lack what a vendor's own record would have told: a person decides.
   */
  boolean needsNobody(DataSubjectRequest request, List<Leg> all) {
    return policy(request) == Policy.AUTOMATIC
        && request.wasDuplicateOf().isEmpty()
        && all.stream().noneMatch(Leg::searchedAhead)
        && !guarded(all);
  }

  private Policy policy(DataSubjectRequest request) {
    return policies.of(request.kind(), request.laws());
  }

  /** Whether these legs of one request hold more than the guard lets pass, or may be others'. */
  private boolean guarded(List<Leg> all) {
    return all.stream().mapToInt(Leg::located).sum() > blastRadius
        || all.stream().anyMatch(Leg::ambiguous);
  }

  @Override
  public boolean guarded(UUID request) {
    return guarded(legs.of(request));
  }

  @Override
  public boolean needsNobody(UUID id) {
    return needsNobody(requests.require(id), legs.of(id));
  }

  /**
   * The caller approves what is there beyond the plan, in the caller's transaction, which holds the
   * request.
   *
   * @return whether that was enough; false: a second person must approve it too
   * @throws Problem second-person-needed, when the caller filed the request or has approved it
   *     already, and two people are needed
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean approve(DataSubjectRequest request, Leg leg) {
    if (leg.unplanned() == 0 || !(request.needsSecondPerson() || guarded(request.id()))) {
      return true;
    }
    var caller = Caller.current();
    var first = legs.findFirstApprover(leg.id());
    new FourEyes(request.filedBy(), first).require(caller);
    if (first.isPresent()) {
      return true;
    }
    requests.outgrown(request.id());
    legs.firstApprover(leg, caller.person(), caller.role().name());
    return false;
  }
}
