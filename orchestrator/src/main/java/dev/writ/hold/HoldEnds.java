package dev.writ.hold;

import dev.writ.finding.Findings;
import dev.writ.leg.Leg;
import dev.writ.leg.Withholding;
import dev.writ.lifecycle.HoldEvent;
import dev.writ.request.Monitored;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What follows from the end of a hold: exactly what it alone kept is erased and verified, also when
 * the request was answered long ago; requests that nothing keeps any more may close.
 */
@Component
class HoldEnds {
  private final HoldRecord holds;
  private final Withholding withholding;
  private final Monitored requests;
  private final Findings findings;

  HoldEnds(HoldRecord holds, Withholding withholding, Monitored requests, Findings findings) {
    this.holds = holds;
    this.withholding = withholding;
    this.requests = requests;
    this.findings = findings;
  }

  /** In the caller's transaction, which has been {@link Withholding#alone} before anything else. */
  @Transactional(propagation = Propagation.MANDATORY)
  void end(Hold hold, HoldEvent event, String reason, String actor) {
    holds.move(hold, event, actor);
    holds.ended(hold.id(), reason, actor);
    findings.over(HoldDates.reviewKey(hold.id()));
    findings.over(HoldPlacing.lateKey(hold.id()));
    var freed = withholding.freedBy(hold.id());
    var touched = new TreeSet<UUID>(freed.stream().map(Leg::request).toList());
    var named = named(hold);
    if (named != null) {
      touched.add(named);
    }
    for (var request : touched) {
      var open = !requests.lock(request).state().ended();
      var legs = freed.stream().filter(leg -> leg.request().equals(request)).toList();
      if (open && !legs.isEmpty()) {
        legs.forEach(leg -> withholding.rearm(leg.id(), hold.id(), actor));
        requests.holdEnded(request, actor);
      } else {
        requests.freed(request);
      }
    }
  }

  /** The request it names, or whose leg it names. */
  @Nullable UUID named(Hold hold) {
    var leg = hold.cover().leg();
    return leg == null ? hold.cover().request() : withholding.requestOf(leg);
  }
}
