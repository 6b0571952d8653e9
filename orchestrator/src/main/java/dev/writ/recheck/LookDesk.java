package dev.writ.recheck;

import dev.writ.evidence.EvidenceLog;
import dev.writ.leg.Aftermath;
import dev.writ.leg.Leg;
import dev.writ.leg.LegRecord;
import dev.writ.leg.Verdict;
import dev.writ.lifecycle.LegState;
import dev.writ.lifecycle.RequestState;
import dev.writ.lifecycle.StaleVersion;
import dev.writ.recheck.Resurfacing.Cause;
import dev.writ.request.Assignments;
import dev.writ.request.BeyondPlan;
import dev.writ.request.ClearText;
import dev.writ.request.Monitored;
import dev.writ.settings.WritSettings;
import dev.writ.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people do about looks and what they show. Each action is one transaction with its evidence
 * entry; the engine hears of it after the commit.
 */
@Service
class LookDesk {
  private final LookRecord looks;
  private final LookOutcomes outcomes;
  private final SilentLooks silent;
  private final ResurfacingRecord resurfacingRecord;
  private final Resurfacings resurfacings;
  private final Attestations attestations;
  private final LegRecord legs;
  private final Aftermath aftermath;
  private final Monitored requests;
  private final BeyondPlan plan;
  private final Assignments assignments;
  private final ClearText words;
  private final EvidenceLog evidence;
  private final Clock clock;
  private final ApplicationEventPublisher events;
  private final Duration longest;

  LookDesk(
      LookRecord looks,
      LookOutcomes outcomes,
      SilentLooks silent,
      ResurfacingRecord resurfacingRecord,
      Resurfacings resurfacings,
      Attestations attestations,
      LegRecord legs,
      Aftermath aftermath,
      Monitored requests,
      BeyondPlan plan,
      Assignments assignments,
      ClearText words,
      EvidenceLog evidence,
      Clock clock,
      ApplicationEventPublisher events,
      WritSettings settings) {
    this.looks = looks;
    this.outcomes = outcomes;
    this.silent = silent;
    this.resurfacingRecord = resurfacingRecord;
    this.resurfacings = resurfacings;
    this.attestations = attestations;
    this.legs = legs;
    this.aftermath = aftermath;
    this.requests = requests;
    this.plan = plan;
    this.assignments = assignments;
    this.words = words;
    this.evidence = evidence;
    this.clock = clock;
    this.events = events;
    this.longest = settings.looks().longest();
  }

  /** One more look at an erased leg of a monitored request. */
  @Transactional
  Look add(UUID request, UUID legId, Instant dueAt, @Nullable String reason, String actor) {
    var monitored = requests.lock(request).state() == RequestState.MONITORING;
    var leg = leg(request, legId);
    if (!monitored || !leg.watched()) {
      throw Problem.conflict("looks are made at erased legs of a request in MONITORING");
    }
    var now = clock.instant();
    if (dueAt.isBefore(now.minusSeconds(60)) || dueAt.isAfter(now.plus(longest))) {
      throw Problem.invalid(
          "dueAt lies in the past, or further ahead than a request is watched: "
              + LookPlan.words(longest));
    }
    if (reason != null) {
      words.require(request, reason, "reason");
    }
    var id = looks.plan(request, legId, new PlannedLook(dueAt, Look.Why.OFFICER, reason), actor);
    note(leg, "LOOK_ADDED", actor);
    return changed(looks.require(id));
  }

  /**
   * The sweep over erased objects has read something of the leg: a look decides now what that is.
   * Nothing where one is under way, and where the request has ended.
   */
  @Transactional
  void sweptPresent(UUID legId) {
    var request = legs.require(legId).request();
    boolean monitored = requests.lock(request).state() == RequestState.MONITORING;
    var leg = legs.require(legId);
    var now = clock.instant();
    boolean coming =
        looks.planned(legId).stream()
            .anyMatch(
                look ->
                    look.begunAt().isPresent() || look.tries() > 0 || !look.nextAt().isAfter(now));
    if (monitored && leg.watched() && !coming) {
      looks.plan(request, legId, new PlannedLook(now, Look.Why.SWEEP, null), LegRecord.SYSTEM);
      note(leg, "LOOK_ADDED", LegRecord.SYSTEM);
      events.publishEvent(new LooksChanged(request));
    }
  }

  /**
   * A look is not made; the reason stays readable for ever. The last one skipped closes the
   * request.
   */
  @Transactional
  Look skip(UUID request, UUID lookId, long version, String reason, String actor) {
    var look = planned(request, lookId, version);
    words.require(request, reason, "reason");
    looks.skip(look, reason, clock.instant(), actor);
    note(legs.require(look.leg()), "LOOK_SKIPPED", actor);
    silent.settle(look.leg());
    outcomes.closeWhenDone(request, actor);
    return changed(looks.require(lookId));
  }

  /**
   * A look is made now and not when it is due. One whose date is a documented window of the
   * vendor's keeps its date: before it nothing is known of that window, and another look is made
   * now.
   *
   * @return the look that is made now
   */
  @Transactional
  Look runNow(UUID request, UUID lookId, long version, String actor) {
    var look = planned(request, lookId, version);
    var leg = legs.require(look.leg());
    if (!leg.watched()) {
      throw Problem.conflict("nothing is erased at this leg now: there is nothing to look at");
    }
    var now = clock.instant();
    note(leg, "LOOK_BROUGHT_FORWARD", actor);
    boolean dated = look.why() == Look.Why.VENDOR || look.why() == Look.Why.RESIDUAL;
    if (dated && now.isBefore(look.dueAt())) {
      looks.noticed(look);
      var early = new PlannedLook(now, Look.Why.OFFICER, "before the date of a vendor's window");
      return changed(looks.require(looks.plan(request, leg.id(), early, actor)));
    }
    looks.runAt(look, now);
    return changed(looks.require(lookId));
  }

  private Look planned(UUID request, UUID lookId, long version) {
    requests.lock(request);
    var look = looks.require(lookId);
    if (!look.request().equals(request)) {
      throw Problem.notFound("no such look");
    }
    if (look.version() != version) {
      throw new StaleVersion();
    }
    if (!look.planned()) {
      throw Problem.conflict("the look was made, or skipped");
    }
    return look;
  }

  private Look changed(Look look) {
    events.publishEvent(new LooksChanged(look.request()));
    return look;
  }

  /** An approver's word on what resurfaced, or was found beyond the plan. */
  @Transactional
  void decide(
      UUID request,
      UUID legId,
      long version,
      Resurfacing.Decision decision,
      @Nullable String reason,
      String actor) {
    var now = requests.lock(request);
    if (now.version() != version) {
      throw new StaleVersion();
    }
    var leg = leg(request, legId);
    boolean beyondPlan = leg.state() == LegState.STILL_PRESENT && leg.unplanned() > 0;
    if (leg.state() != LegState.RESURFACED && !beyondPlan) {
      throw Problem.conflict("nothing at this leg waits for this decision of an approver");
    }
    if (reason == null && beyondPlan && decision == Resurfacing.Decision.LEAVE) {
      throw Problem.invalid("what was found beyond the plan is left with a reason");
    }
    if (reason != null) {
      requests.decisionReason(request, reason);
    }
    switch (decision) {
      case ERASE_AGAIN -> {
        if (!plan.approve(now, leg)) {
          return;
        }
        if (beyondPlan) {
          aftermath.eraseAgain(legId, actor);
          requests.stirred(request);
        } else {
          resurfacings.eraseAgain(leg, actor);
        }
      }
      case LEAVE -> {
        if (beyondPlan) {
          aftermath.leaveUnplanned(legId, actor);
          note(legs.require(legId), "UNPLANNED_LEFT", actor);
        } else {
          resurfacings.leave(leg, actor);
          outcomes.closeWhenDone(request, actor);
        }
        requests.stirred(request);
      }
    }
  }

  /** Where it came from, as far as somebody has found out. */
  @Transactional
  Resurfacing cause(UUID request, UUID id, long version, Cause cause, String actor) {
    var resurfacing = resurfacings.require(request, id);
    if (resurfacing.version() != version) {
      throw new StaleVersion();
    }
    resurfacingRecord.cause(resurfacing, cause);
    evidence.append(
        request,
        resurfacing.leg(),
        "CAUSE_RECORDED",
        resurfacing.cause().name(),
        cause.name(),
        actor);
    return resurfacingRecord.require(id);
  }

  /** A human vouches for what no API shows. */
  @Transactional
  void attest(UUID request, UUID legId, String note, @Nullable String sha256, String actor) {
    requests.lock(request);
    var leg = leg(request, legId);
    var sealer = assignments.sealer(request);
    if (!aftermath.attested(legId)) {
      throw Problem.conflict(
          "a human's word raises CLAIMED and UNVERIFIABLE alone, after the erasure has ended");
    }
    attestations.add(
        leg, note, sha256, sealer, clock.instant().truncatedTo(ChronoUnit.MICROS), actor);
    var attested = Verdict.ATTESTED.name();
    var before = leg.verdict().map(Verdict::name).orElse("-");
    evidence.append(request, legId, attested, before, attested, actor);
  }

  /** A leg of this request. */
  Leg leg(UUID request, UUID legId) {
    var leg = legs.require(legId);
    if (!leg.request().equals(request)) {
      throw Problem.notFound("no such leg");
    }
    return leg;
  }

  private void note(Leg leg, String what, String actor) {
    var state = leg.state().name();
    evidence.append(leg.request(), leg.id(), what, state, state, actor);
  }
}
