package dev.writ.recheck;

import dev.writ.api.model.LegFact;
import dev.writ.api.model.LookView;
import dev.writ.connection.VendorCatalogue;
import dev.writ.leg.Leg;
import dev.writ.leg.LegRecord;
import dev.writ.request.DataSubjectRequest;
import dev.writ.request.Watch;
import dev.writ.settings.WritSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Plans the looks of a request that was answered. */
@Component
class Watching implements Watch {
  private static final String OVERTAKEN =
      "erased once more: all looks are counted anew from that erasure";
  private final LookRecord looks;
  private final LookPlan plan;
  private final ResurfacingRecord resurfacings;
  private final LegFacts facts;
  private final SilentLooks silent;
  private final WatchLimit limit;
  private final LegRecord legRecord;
  private final VendorCatalogue vendors;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  Watching(
      LookRecord looks,
      WritSettings settings,
      ResurfacingRecord resurfacings,
      LegFacts facts,
      SilentLooks silent,
      WatchLimit limit,
      LegRecord legRecord,
      VendorCatalogue vendors,
      Clock clock,
      ApplicationEventPublisher events) {
    this.looks = looks;
    this.plan = new LookPlan(settings.looks().after());
    this.resurfacings = resurfacings;
    this.facts = facts;
    this.silent = silent;
    this.limit = limit;
    this.legRecord = legRecord;
    this.vendors = vendors;
    this.clock = clock;
    this.events = events;
  }

  @Override
  public boolean begin(DataSubjectRequest request, List<Leg> legs) {
    if (!request.erasing()) {
      return false;
    }
    var answered = clock.instant();
    legs.stream().filter(Leg::watched).forEach(leg -> plan(leg, answered));
    limit.keep(request.id());
    events.publishEvent(new LooksChanged(request.id()));
    return looks.anyPlanned(request.id()) || !legs.stream().allMatch(leg -> leg.state().ended());
  }

  private void plan(Leg leg, Instant answered) {
    var vendor = vendors.require(leg.vendor()).descriptor();
    var confirmed = leg.confirmedAt().orElse(answered);
    boolean rearmed = legRecord.takeRearmed(leg.id());
    boolean again = resurfacings.erasedAgain(leg.id(), answered) || rearmed;
    List<PlannedLook> planned = List.of();
    if (!looks.any(leg.id())) {
      planned = plan.first(vendor, confirmed, answered);
    } else if (again) {
      overtaken(leg, answered);
      planned = plan.again(vendor, confirmed, answered);
    }
    if (!planned.isEmpty()) {
      looks.planAll(leg.request(), leg.id(), planned, LegRecord.SYSTEM);
    }
  }

  /** What was planned counts from an erasure that did not last; an officer's wish stays. */
  private void overtaken(Leg leg, Instant now) {
    for (var look : looks.planned(leg.id())) {
      if (look.plannedBy().equals(LegRecord.SYSTEM)) {
        looks.skip(look, OVERTAKEN, now, LegRecord.SYSTEM);
      }
    }
    facts.forgetAfter(leg.id(), now);
    silent.settle(leg.id());
  }

  @Override
  public List<LookView> looks(UUID request) {
    return looks.of(request).stream().map(LookViews::look).toList();
  }

  @Override
  public List<Known> facts(UUID request) {
    return facts.of(request, clock.instant()).stream()
        .map(
            known -> {
              var fact =
                  new LegFact(
                      LegFact.FactEnum.valueOf(known.fact().name()),
                      known.at().atOffset(ZoneOffset.UTC));
              if (!known.about().isEmpty()) {
                fact.setAbout(known.about());
              }
              return new Known(known.leg(), fact);
            })
        .toList();
  }
}
