package dev.writ.recheck;

import dev.writ.evidence.EvidenceLog;
import dev.writ.leg.Aftermath;
import dev.writ.leg.Leg;
import dev.writ.leg.LegRecord;
import dev.writ.leg.Sighting;
import dev.writ.leg.Verdict;
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

  private static final String VENDOR_LEFT =
      "the vendor was left: no credentials open it any more, see GET /v1/offboardings";
  private final LookRecord looks;
  private final LegFacts facts;
  private final Resurfacings resurfacings;
  private final LegRecord legs;
  private final Aftermath aftermath;
  private final Monitored requests;
  private final Keeping keeping;
  private final EvidenceLog evidence;
  private final SilentLooks silent;
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
      SilentLooks silent,
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
    this.silent = silent;
    this.clock = clock;
    this.settings = settings.looks();
  }

  /**
   * Records it. Of a look that was skipped while it was made only what it saw to be there counts:
   * nobody can decide that it was not seen.
   *
   * @param look as it is now, its request being locked
   */
  void record(Look look, Sighting sighting, Sealer sealer) {
    var leg = legs.require(look.leg());
    if (!leg.watched()) {
      return;
    }
    if (!look.planned()) {
      if (sighting instanceof Sighting.Present present) {
        silent.over(leg.id());
        resurfacings.seenLate(look, leg, present, sealer);
      }
      return;
    }
    switch (sighting) {
      case Sighting.Absent absent -> absent(look, leg, absent);
      case Sighting.Present present -> {
        silent.over(leg.id());
        looks.done(
            look,
            Outcome.PRESENT,
            new Seen(null, null, present.words()),
            clock.instant(),
            LegRecord.SYSTEM);
        resurfacings.resurfaced(look, leg, present, sealer);
      }
      case Sighting.Inconclusive nothing -> inconclusive(look, leg, nothing);
      case Sighting.Unfinished slow -> looks.goOn(look, slow.next());
    }
    closeWhenDone(look.request(), LegRecord.SYSTEM);
  }

  /** Nothing opens the vendor any more: the look cannot be made, and says so. */
  void vendorLeft(UUID id) {
    requests.lock(looks.require(id).request());
    var look = looks.require(id);
    if (look.planned()) {
      looks.skip(look, VENDOR_LEFT, clock.instant(), LegRecord.SYSTEM);
      note(look, "LOOK_SKIPPED");
      silent.settle(look.leg());
      closeWhenDone(look.request(), LegRecord.SYSTEM);
    }
  }

  private void note(Look look, String event) {
    var state = legs.require(look.leg()).state().name();
    evidence.append(look.request(), look.leg(), event, state, state, LegRecord.SYSTEM);
  }

  private void absent(Look look, Leg leg, Sighting.Absent absent) {
    var now = clock.instant();
    var seen = new Seen(absent.read(), absent.beyondSight(), null);
    // Of what no look can show nothing is said: one such object is enough (decision 7).
    var outcome = absent.beyondSight() == 0 ? Outcome.ABSENT : Outcome.UNVERIFIABLE;
    looks.done(look, outcome, seen, now, LegRecord.SYSTEM);
    var after = aftermath.absent(leg.id());
    // Where nothing at all could be looked at, nothing was observed.
    boolean observed = absent.read() > 0 || absent.beyondSight() == 0;
    if (observed) {
      facts.learn(leg.id(), LegFacts.Fact.API_ABSENT, "", now);
    }
    evidence.append(
        look.request(),
        leg.id(),
        observed ? LegFacts.Fact.API_ABSENT.name() : "LOOK_SHOWED_NOTHING",
        leg.verdict().map(Verdict::name).orElse("-"),
        after.verdict().map(Verdict::name).orElse("-"),
        LegRecord.SYSTEM);
    silent.over(leg.id());
  }

  /**
   * Tried again soon, then ever later, and in the end given up, with its finding: a look that never
   * says anything is never taken for one, and does not keep the person's identifiers for ever.
   */
  private void inconclusive(Look look, Leg leg, Sighting.Inconclusive nothing) {
    int tries = look.tries() + 1;
    if (tries >= settings.giveUp()) {
      looks.givenUp(look, nothing.controlRead(), nothing.why(), clock.instant());
      note(look, "LOOK_GIVEN_UP");
      silent.givenUp(leg, tries, nothing.why());
      return;
    }
    var next = clock.instant().plus(wait(look, nothing.pause()));
    looks.tryAgain(look, next, nothing.controlRead(), nothing.why());
    if (tries >= settings.tries()) {
      silent.stillTried(leg, tries, nothing.why());
    }
  }

  private Duration wait(Look look, Duration wish) {
    var grown = settings.firstRetry().multipliedBy(1L << Math.min(look.tries(), 20));
    var ours = grown.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : grown;
    return wish.compareTo(ours) > 0 ? wish : ours;
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
