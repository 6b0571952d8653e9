package dev.writ.offboarding;

import dev.writ.api.model.OffboardingFinding;
import dev.writ.api.model.OffboardingLook;
import dev.writ.api.model.OffboardingMove;
import dev.writ.api.model.OffboardingPlan;
import dev.writ.api.model.OffboardingState;
import dev.writ.api.model.OffboardingSteps;
import dev.writ.api.model.OffboardingView;
import dev.writ.api.model.OpenRequests;
import dev.writ.api.model.SubProcessorView;
import dev.writ.connection.VendorCatalogue;
import dev.writ.connection.VendorViews;
import dev.writ.evidence.EvidenceLog;
import dev.writ.offboarding.Sights.Look;
import dev.writ.offboarding.SubProcessors.SubProcessor;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Offboardings in the API's words. */
@Component
class OffboardingViews {
  private final Plan plan;
  private final Counts counts;
  private final HomePackage homePackage;
  private final OpenLegs legs;
  private final Sights sights;
  private final SubProcessors subProcessors;
  private final EvidenceLog evidence;
  private final VendorCatalogue vendors;
  private final JdbcClient sql;

  OffboardingViews(
      Plan plan,
      Counts counts,
      HomePackage homePackage,
      OpenLegs legs,
      Sights sights,
      SubProcessors subProcessors,
      EvidenceLog evidence,
      VendorCatalogue vendors,
      JdbcClient sql) {
    this.plan = plan;
    this.counts = counts;
    this.homePackage = homePackage;
    this.legs = legs;
    this.sights = sights;
    this.subProcessors = subProcessors;
    this.evidence = evidence;
    this.vendors = vendors;
    this.sql = sql;
  }

  /** A line of a list. */
  static OffboardingView brief(Offboarding one) {
    var view =
        new OffboardingView(
            one.id(),
            one.version(),
            one.connection(),
            one.vendor(),
            OffboardingState.valueOf(one.state().name()),
            one.returnData(),
            OpenRequests.valueOf(one.openRequests().name()),
            one.reason(),
            one.approvals(),
            one.accepted(),
            at(one.openedAt()));
    one.verifyWith().ifPresent(view::setVerifyWith);
    one.endedAt().map(OffboardingViews::at).ifPresent(view::setEndedAt);
    one.exportDestroyedAt().map(OffboardingViews::at).ifPresent(view::setExportDestroyedAt);
    one.nextAttemptAt().map(OffboardingViews::at).ifPresent(view::setNextAttemptAt);
    one.trouble().ifPresent(view::setTrouble);
    return view;
  }

  OffboardingView full(Offboarding one) {
    var id = one.id();
    var view = brief(one);
    one.plannedAt().ifPresent(made -> view.setPlan(plan(one)));
    view.setExportReady(homePackage.ready(one));
    view.setSteps(
        new OffboardingSteps(
            legs.count(one.connection(), true),
            counts.taken(id),
            homePackage.records(id),
            counts.objects(id),
            counts.rights(id),
            one.listedAt().isPresent() ? one.pass() : one.pass() - 1));
    view.setSubProcessors(
        subProcessors.of(id).stream().map(OffboardingViews::subProcessor).toList());
    view.setLooks(sights.of(id).stream().map(OffboardingViews::look).toList());
    view.setFindings(findings(id));
    view.setTimeline(
        evidence.ofRun(id).stream()
            .map(
                entry ->
                    new OffboardingMove(
                        at(entry.at()), entry.event(), entry.from(), entry.to(), entry.actor()))
            .toList());
    return view;
  }

  private OffboardingPlan plan(Offboarding one) {
    var descriptor = vendors.require(one.vendor()).descriptor();
    return new OffboardingPlan(
        plan.of(one.id(), Plan.LISTED),
        plan.of(one.id(), Plan.LEDGERED),
        plan.of(one.id(), Plan.RIGHTS),
        descriptor.manual().stream().map(VendorViews::manual).toList(),
        WatchPlan.windows(descriptor).stream().map(Duration::toString).toList(),
        descriptor.exceptions().stream().map(VendorViews::outOfReach).toList());
  }

  private List<OffboardingFinding> findings(UUID id) {
    return sql.sql(
            "select id, code, severity, state, summary from finding where key like ? order by seq")
        .param("offboarding/" + id + "/%")
        .query(
            (row, n) ->
                new OffboardingFinding(
                    row.getObject(1, UUID.class),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5)))
        .list();
  }

  static OffboardingLook look(Look look) {
    var view =
        new OffboardingLook(
            OffboardingLook.KindEnum.valueOf(look.kind().name()), at(look.dueAt()), look.tries());
    look.lookedAt().map(OffboardingViews::at).ifPresent(view::setLookedAt);
    look.outcome()
        .map(outcome -> OffboardingLook.OutcomeEnum.valueOf(outcome.name()))
        .ifPresent(view::setOutcome);
    look.note().ifPresent(view::setNote);
    return view;
  }

  static SubProcessorView subProcessor(SubProcessor one) {
    var view = new SubProcessorView(one.name(), one.source());
    one.confirmedAt().map(OffboardingViews::at).ifPresent(view::setConfirmedAt);
    one.confirmedBy().ifPresent(view::setConfirmedBy);
    return view;
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
