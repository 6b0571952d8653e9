package dev.writ.recheck;

import dev.writ.evidence.EvidenceLog;
import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.leg.Aftermath;
import dev.writ.leg.Leg;
import dev.writ.leg.LegRecord;
import dev.writ.leg.Sighting;
import dev.writ.lifecycle.RequestState;
import dev.writ.recheck.Look.Outcome;
import dev.writ.recheck.LookRecord.Seen;
import dev.writ.request.Keeping;
import dev.writ.request.Monitored;
import dev.writ.request.RequestFreed;
import dev.writ.settings.WritSettings;
import dev.writ.vault.Vault.Sealer;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What follows from what a look has shown. Callers hold the transaction. */
@Component
class LookOutcomes {
  private static final Duration LONGEST_RETRY = Duration.ofDays(1);
  private final LookRecord looks;
  private final LegFacts facts;
  private final Resurfacings resurfacings;
  private final LegRecord legs;
  private final Aftermath aftermath;
  private final Monitored requests;
  private final Keeping keeping;
  private final EvidenceLog evidence;
  private final Findings findings;
  private final Clock clock;
  private final WritSettings.Looks settings;

  LookOutcomes(
      LookRecord looks,
      LegFacts facts,
      Resurfacings resurfacings,
      LegRecord legs,
      Aftermath aftermath,
      Monitored requests,
      Keeping keeping,
      EvidenceLog evidence,
      Findings findings,
      Clock clock,
      WritSettings settings) {
    this.looks = looks;
    this.facts = facts;
    this.resurfacings = resurfacings;
    this.legs = legs;
    this.aftermath = aftermath;
    this.requests = requests;
    this.keeping = keeping;
    this.evidence = evidence;
    this.findings = findings;
    this.clock = clock;
    this.settings = settings.looks();
  }

  /** Records it; nothing when the look was made or skipped meanwhile. */
  void record(UUID id, Sighting sighting, Sealer sealer) {
    requests.lock(looks.require(id).request());
    var look = looks.require(id);
    var leg = legs.require(look.leg());
    if (!look.planned() || !leg.watched()) {
      return;
    }
    switch (sighting) {
      case Sighting.Absent absent -> absent(look, leg, absent);
      case Sighting.Present present -> {
        inconclusiveNoMore(leg);
        resurfacings.resurfaced(look, leg, present, sealer);
      }
      case Sighting.Inconclusive nothing -> inconclusive(look, leg, nothing);
      case Sighting.Unfinished slow -> looks.goOn(look, slow.next());
      case Sighting.NotWatched unwatched -> {}
    }
    closeWhenDone(look.request(), LegRecord.SYSTEM);
  }

  private void absent(Look look, Leg leg, Sighting.Absent absent) {
    var now = clock.instant();
    var seen = new Seen(absent.read(), absent.beyondSight(), null);
    looks.done(look, Outcome.ABSENT, seen, now, LegRecord.SYSTEM);
    var after = aftermath.absent(leg.id());
    facts.learn(leg.id(), LegFacts.Fact.API_ABSENT, "", now);
    evidence.append(
        look.request(),
        leg.id(),
        LegFacts.Fact.API_ABSENT.name(),
        leg.verdict().orElse("-"),
        after.verdict().orElse("-"),
        LegRecord.SYSTEM);
    inconclusiveNoMore(leg);
  }

  /** Tried again soon, then ever later; a look that never says anything is never taken for one. */
  private void inconclusive(Look look, Leg leg, Sighting.Inconclusive nothing) {
    var grown = settings.firstRetry().multipliedBy(1L << Math.min(look.tries(), 20));
    var bounded = grown.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : grown;
    var wait = nothing.pause().compareTo(bounded) > 0 ? nothing.pause() : bounded;
    looks.tryAgain(look, clock.instant().plus(wait), nothing.controlRead(), nothing.why());
    if (look.tries() + 1 >= settings.tries()) {
      findings.raise(
          FindingDraft.about(
              leg.connection(),
              leg.request(),
              leg.id(),
              "LOOK_INCONCLUSIVE",
              inconclusiveKey(leg),
              Severity.MEDIUM,
              "A look after an erasure said nothing %d times in a row: %s. It goes on being tried; "
                      .formatted(look.tries() + 1, nothing.why())
                  + "mend the cause, or skip the look with a reason."));
    }
  }

  private void inconclusiveNoMore(Leg leg) {
    findings.over(inconclusiveKey(leg));
  }

  static String inconclusiveKey(Leg leg) {
    return "look-inconclusive/" + leg.id();
  }

  /** What kept the request open has ended. */
  @EventListener
  void freed(RequestFreed freed) {
    closeWhenDone(freed.request(), LegRecord.SYSTEM);
  }

  /** The last look is done, no leg waits for anybody, and nothing is held. */
  void closeWhenDone(UUID request, String actor) {
    if (requests.require(request).state() == RequestState.MONITORING
        && !looks.anyPlanned(request)
        && legs.of(request).stream().allMatch(leg -> leg.state().ended())
        && !keeping.keeps(request)) {
      requests.close(request, actor);
    }
  }
}
