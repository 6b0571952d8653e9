package dev.writ.recheck;

import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.leg.Aftermath;
import dev.writ.leg.Leg;
import dev.writ.leg.LegRecord;
import dev.writ.leg.Sighting;
import dev.writ.recheck.Resurfacing.Decision;
import dev.writ.request.BeyondPlan;
import dev.writ.request.Monitored;
import dev.writ.settings.WritSettings;
import dev.writ.vault.Vault.Sealer;
import dev.writ.web.Problem;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What is there again after it was absent, and what is done about it. Callers hold the transaction.
 */
@Component
class Resurfacings {
  private final ResurfacingRecord record;
  private final LookRecord looks;
  private final LegFacts facts;
  private final SilentLooks silent;
  private final Aftermath aftermath;
  private final Monitored requests;
  private final BeyondPlan plan;
  private final Findings findings;
  private final Clock clock;
  private final WritSettings.Looks settings;

  Resurfacings(
      ResurfacingRecord record,
      LookRecord looks,
      LegFacts facts,
      SilentLooks silent,
      Aftermath aftermath,
      Monitored requests,
      BeyondPlan plan,
      Findings findings,
      Clock clock,
      WritSettings settings) {
    this.record = record;
    this.looks = looks;
    this.facts = facts;
    this.silent = silent;
    this.aftermath = aftermath;
    this.requests = requests;
    this.plan = plan;
    this.findings = findings;
    this.clock = clock;
    this.settings = settings.looks();
  }

  /**
   * The officer is told, and the leg is erased again where the policy says so and nothing seen may
   * be somebody else's; not, when what nobody knew of takes the request past the blast-radius
   * guard.
   */
  void resurfaced(Look look, Leg leg, Sighting.Present present, Sealer sealer) {
    var now = clock.instant();
    int count = present.objects().size();
    int unplanned =
        aftermath.resurfaced(
            leg.id(), present.objects(), sealer, count + " objects are there again");
    facts.forget(leg.id());
    record.add(leg, look.id(), now, count, unplanned, present.words());
    tell(
        look,
        leg,
        "What was erased at %s is there again: %s, %d of them not known before. Record the cause."
            .formatted(leg.vendor(), present.words(), unplanned));
    flagConnection(leg);
    boolean within = unplanned == 0 || !plan.guarded(leg.request());
    if (settings.erasesAgain(present.ambiguous()) && within) {
      eraseAgain(leg, LegRecord.SYSTEM);
    }
  }

  /** A look was skipped while it was made, and has seen something all the same. */
  void seenLate(Look look, Leg leg, Sighting.Present present, Sealer sealer) {
    if (!requests.require(look.request()).state().ended()) {
      resurfaced(look, leg, present, sealer);
      return;
    }
    tell(
        look,
        leg,
        "What was erased at %s was there, %s, when its last look was skipped; the request is closed: file another."
            .formatted(leg.vendor(), present.words()));
  }

  /** Each time anew: who accepts one finding has not accepted that it happens again. */
  private void tell(Look look, Leg leg, String words) {
    findings.raise(
        FindingDraft.about(
            leg.connection(),
            leg.request(),
            leg.id(),
            "RESURFACED",
            "resurfaced/" + leg.id() + "/" + look.id(),
            Severity.HIGH,
            words));
  }

  private void flagConnection(Leg leg) {
    int people = record.people(leg.connection(), clock.instant().minus(settings.within()));
    if (people >= settings.resurfacings()) {
      findings.raise(
          FindingDraft.about(
              leg.connection(),
              "CONNECTION_RESURFACES",
              "connection-resurfaces/" + leg.connection(),
              Severity.HIGH,
              "%d people resurfaced at this connection within %s: something puts erased data back."
                  .formatted(people, LookPlan.words(settings.within()))));
    }
  }

  void eraseAgain(Leg leg, String actor) {
    record.decide(leg.id(), Decision.ERASE_AGAIN, clock.instant(), actor);
    aftermath.eraseAgain(leg.id(), actor);
    requests.backToWork(leg.request(), actor);
  }

  /** The person is there by right again; nothing more is looked at there. */
  void leave(Leg leg, String actor) {
    var now = clock.instant();
    record.decide(leg.id(), Decision.LEAVE, now, actor);
    aftermath.leave(leg.id(), actor);
    for (var look : looks.planned(leg.id())) {
      looks.skip(look, "what resurfaced was left by decision", now, actor);
    }
    silent.settle(leg.id());
  }

  Resurfacing require(UUID request, UUID id) {
    var resurfacing = record.require(id);
    if (!resurfacing.request().equals(request)) {
      throw Problem.notFound("no such resurfacing");
    }
    return resurfacing;
  }
}
