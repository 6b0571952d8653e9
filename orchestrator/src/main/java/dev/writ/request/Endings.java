package dev.writ.request;

import dev.writ.evidence.EvidenceLog;
import dev.writ.leg.LegRecord;
import dev.writ.leg.Stopping;
import dev.writ.lifecycle.RequestEvent;
import dev.writ.lifecycle.RequestState;
import dev.writ.security.Caller;
import dev.writ.web.Problem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Requests that end without having been carried out: refused, or taken back. Each action is one
 * transaction; the engine hears of it after the commit.
 */
@Service
class Endings {
  private final RequestRecord requests;
  private final LegRecord legs;
  private final Stopping stopping;
  private final Withdrawals withdrawals;
  private final DecisionReasons reasons;
  private final EvidenceLog evidence;
  private final ApplicationEventPublisher events;

  Endings(
      RequestRecord requests,
      LegRecord legs,
      Stopping stopping,
      Withdrawals withdrawals,
      DecisionReasons reasons,
      EvidenceLog evidence,
      ApplicationEventPublisher events) {
    this.requests = requests;
    this.legs = legs;
    this.stopping = stopping;
    this.withdrawals = withdrawals;
    this.reasons = reasons;
    this.evidence = evidence;
    this.events = events;
  }

  /**
   * Refuses the request as a whole; no leg goes on.
   *
   * @throws Problem when the ground is none of the request's laws, is about a part only, or needs a
   *     reason
   */
  @Transactional
  DataSubjectRequest deny(
      UUID id, long version, Optional<RefusalGround> ground, @Nullable String reason) {
    var request = requests.require(id, version);
    ground.ifPresent(why -> check(why, request, reason));
    reasons.keep(id, reason);
    requests.outcome(id, Outcome.REFUSED);
    // What was to be left out of an answer that is not given now is no ground of the refusal.
    requests.grounds(id, ground.stream().toList());
    requests.move(request, RequestEvent.DENY, actor());
    ground.ifPresent(why -> note(id, "GROUND_" + why.name()));
    stopping.stop(id, actor());
    return changed(id);
  }

  private static void check(
      RefusalGround ground, DataSubjectRequest request, @Nullable String reason) {
    if (!ground.wholeRequest()) {
      throw Problem.invalid(
          "ground excepts a part of the data only; the remainder must be carried out");
    }
    if (request.laws().stream().noneMatch(ground::knownTo)) {
      throw Problem.invalid("ground is not known to any law of this request");
    }
    if (ground.needsReason() && reason == null) {
      throw Problem.invalid("this ground needs a reason: the company has to show that it holds");
    }
  }

  /**
   * The person takes the request back. What was not submitted is stopped; what was goes on to its
   * verification, and then the request is WITHDRAWN. Once more, while legs are stuck, gives those
   * up.
   */
  @Transactional
  DataSubjectRequest withdraw(UUID id, long version, @Nullable String reason) {
    var request = requests.require(id, version);
    if (request.state() == RequestState.WITHDRAWING) {
      return giveUp(request, reason);
    }
    boolean atWork =
        request.state() == RequestState.EXECUTING
            || request.state() == RequestState.NEEDS_ATTENTION;
    if (atWork && requests.answered(id)) {
      throw Problem.conflict(
          "it was answered already: an approver decides at each leg whether what resurfaced stays");
    }
    reasons.keep(id, reason);
    requests.grounds(id, List.of());
    requests.move(request, RequestEvent.WITHDRAW, actor());
    withdrawals.keep(id, stopping.stop(id, actor()));
    endIfNothingIsOpen(id);
    return changed(id);
  }

  private DataSubjectRequest giveUp(DataSubjectRequest request, @Nullable String reason) {
    var id = request.id();
    reasons.keep(id, reason);
    requests.move(request, RequestEvent.WITHDRAW, actor());
    if (stopping.giveUpStuck(id, actor()) == 0) {
      throw Problem.conflict("it is withdrawn; what was submitted before is still at work");
    }
    endIfNothingIsOpen(id);
    return changed(id);
  }

  private void endIfNothingIsOpen(UUID id) {
    var request = requests.require(id);
    if (request.state() == RequestState.WITHDRAWING
        && legs.of(id).stream().allMatch(leg -> leg.state().ended())) {
      requests.move(request, RequestEvent.WITHDRAWAL_DONE, actor());
    }
  }

  private DataSubjectRequest changed(UUID id) {
    events.publishEvent(new RequestChanged(id));
    return requests.require(id);
  }

  private void note(UUID id, String what) {
    var state = requests.require(id).state().name();
    evidence.append(id, null, what, state, state, actor());
  }

  private static String actor() {
    return Caller.find().map(by -> by.role().name()).orElse(SubjectsOwn.ACTOR);
  }
}
