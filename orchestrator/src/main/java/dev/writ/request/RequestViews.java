package dev.writ.request;

import dev.writ.api.model.EarlierView;
import dev.writ.api.model.HeldView;
import dev.writ.api.model.LegState;
import dev.writ.api.model.LegView;
import dev.writ.api.model.Outcome;
import dev.writ.api.model.RefusedPart;
import dev.writ.api.model.RequestKind;
import dev.writ.api.model.RequestState;
import dev.writ.api.model.RequestView;
import dev.writ.api.model.ResidualView;
import dev.writ.api.model.Verdict;
import dev.writ.api.model.WithdrawalView;
import dev.writ.connection.VendorCatalogue;
import dev.writ.leg.Fate;
import dev.writ.leg.Fates;
import dev.writ.leg.Leg;
import dev.writ.leg.LegFates;
import dev.writ.leg.LegRecord;
import dev.writ.leg.Stopping;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Requests and their legs in the API's words. */
@Component
class RequestViews {
  /** Behind the reason of a leg of which only the vendor says that something is gone. */
  private static final String TO_ATTEST =
      "an exception of the answer, unless an officer looks there and attests to it before the last"
          + " leg ends";

  private final LegRecord legs;
  private final LegFates fates;
  private final Duplicates duplicates;
  private final PersonIndex people;
  private final Withdrawals withdrawals;
  private final VendorCatalogue vendors;
  private final Watch watch;
  private final Keeping keeping;
  private final Deadlines deadlines;
  private final Approvals approvals;

  RequestViews(
      LegRecord legs,
      LegFates fates,
      Duplicates duplicates,
      PersonIndex people,
      Withdrawals withdrawals,
      VendorCatalogue vendors,
      Watch watch,
      Keeping keeping,
      Deadlines deadlines,
      Approvals approvals) {
    this.approvals = approvals;
    this.keeping = keeping;
    this.deadlines = deadlines;
    this.duplicates = duplicates;
    this.people = people;
    this.withdrawals = withdrawals;
    this.watch = watch;
    this.legs = legs;
    this.fates = fates;
    this.vendors = vendors;
  }

  /** With what the vendors keep whatever is erased, the looks, and what they have shown. */
  RequestView whole(DataSubjectRequest request) {
    var all = legs.of(request.id());
    var view = view(request, all);
    withdrawals.find(request.id()).map(RequestViews::view).ifPresent(view::setWithdrawal);
    if (request.erasing()) {
      for (int i = 0; i < all.size(); i++) {
        var leg = all.get(i);
        var shown = view.getLegs().get(i);
        leg.confirmedAt().ifPresent(at -> shown.setResiduals(residuals(leg.vendor(), at)));
      }
    }
    remindToAttest(request, view);
    view.setDue(deadlines.due(request));
    duplicates.of(request.id()).forEach(view::addDuplicatesItem);
    people.findEarlier(request).map(RequestViews::view).ifPresent(view::setEarlier);
    for (var held : keeping.held(request.id())) {
      view.getLegs().stream()
          .filter(leg -> leg.getId().equals(held.leg()) && leg.getHeld() != null)
          .forEach(leg -> leg.getHeld().addHoldsItem(held.by()));
    }
    view.setLooks(watch.looks(request.id()));
    for (var known : watch.facts(request.id())) {
      view.getLegs().stream()
          .filter(leg -> leg.getId().equals(known.leg()))
          .forEach(leg -> leg.addFactsItem(known.fact()));
    }
    return view;
  }

  /** While the answer can still be another: afterwards a human's word changes no outcome. */
  private void remindToAttest(DataSubjectRequest request, RequestView view) {
    var state = request.state();
    if (request.erasing()
        && (state == dev.writ.lifecycle.RequestState.EXECUTING
            || state == dev.writ.lifecycle.RequestState.NEEDS_ATTENTION)) {
      var known = fates.of(request.id());
      view.getLegs().stream()
          .filter(leg -> leg.getState() == LegState.UNVERIFIABLE)
          .filter(leg -> known.getOrDefault(leg.getId(), Fates.NONE).count(Fate.CLAIMED) > 0)
          .forEach(leg -> leg.setReminder(TO_ATTEST));
    }
  }

  private List<ResidualView> residuals(String vendor, Instant confirmedAt) {
    var descriptor = vendors.require(vendor).descriptor();
    return descriptor.exceptions().stream()
        .map(
            kept -> {
              var view =
                  new ResidualView(kept.what(), kept.reason(), kept.source(), descriptor.readOn());
              kept.goneBy(confirmedAt, ZoneOffset.UTC).ifPresent(view::setGoneBy);
              return view;
            })
        .toList();
  }

  /** One that has just been filed, and cannot have been withdrawn. */
  RequestView filed(DataSubjectRequest request) {
    return view(request, legs.of(request.id()));
  }

  RequestView of(DataSubjectRequest request) {
    var view = view(request, legs.of(request.id()));
    withdrawals.find(request.id()).map(RequestViews::view).ifPresent(view::setWithdrawal);
    return view;
  }

  private static EarlierView view(PersonIndex.Earlier earlier) {
    var within = PersonIndex.WITHIN.toString();
    var view = new EarlierView(earlier.count(), within, earlier.since());
    earlier.requests().forEach(view::addRequestsItem);
    return view;
  }

  private static WithdrawalView view(Stopping.Stopped stopped) {
    return new WithdrawalView(stopped.cancelled(), stopped.tooLate());
  }

  /** Many at once, in their order, with one look at the legs. */
  List<RequestView> of(List<DataSubjectRequest> requests) {
    var byRequest =
        legs.of(requests.stream().map(DataSubjectRequest::id).toList()).stream()
            .collect(Collectors.groupingBy(Leg::request));
    return requests.stream()
        .map(request -> view(request, byRequest.getOrDefault(request.id(), List.of())))
        .toList();
  }

  private RequestView view(DataSubjectRequest r, List<Leg> legs) {
    boolean releasing = r.state() == dev.writ.lifecycle.RequestState.AWAITING_RELEASE;
    var view =
        new RequestView(
            r.id(),
            r.version(),
            RequestKind.valueOf(r.kind()),
            r.regime(),
            RequestState.valueOf(r.state().name()),
            r.receivedOn(),
            releasing ? approvals.releasedByTwo(r) : r.needsSecondPerson(),
            legs.stream().map(RequestViews::view).toList());
    view.setAlsoUnder(r.alsoUnder());
    r.outcome().map(how -> Outcome.valueOf(how.name())).ifPresent(view::setOutcome);
    r.reference().ifPresent(view::setReference);
    r.scheduledUntil().ifPresent(until -> view.setScheduledUntil(until.atOffset(ZoneOffset.UTC)));
    if (r.state() == dev.writ.lifecycle.RequestState.SCHEDULED) {
      view.setUndoableUntil(view.getScheduledUntil());
    }
    r.duplicateOf().ifPresent(view::setDuplicateOf);
    r.wasDuplicateOf().ifPresent(view::setWasDuplicateOf);
    var grounds =
        r.grounds().stream()
            .map(ground -> dev.writ.api.model.RefusalGround.valueOf(ground.name()))
            .toList();
    if (!grounds.isEmpty()) {
      view.ground(grounds.getFirst()).setGrounds(grounds);
    }
    view.setCreatedAt(r.createdAt().atOffset(ZoneOffset.UTC));
    view.setApprovals(r.approvals());
    if (releasing) {
      view.setReleases(r.firstReleaser().isPresent() ? 1 : 0);
    }
    r.endedAt().ifPresent(at -> view.setEndedAt(at.atOffset(ZoneOffset.UTC)));
    r.keyDestroyedAt().ifPresent(at -> view.setKeyDestroyedAt(at.atOffset(ZoneOffset.UTC)));
    return view;
  }

  private static LegView view(Leg leg) {
    var view =
        new LegView(
            leg.id(),
            leg.connection(),
            leg.vendor(),
            LegState.valueOf(leg.state().name()),
            leg.located(),
            leg.erased(),
            leg.exported(),
            leg.attempts());
    leg.verdict().map(word -> Verdict.valueOf(word.name())).ifPresent(view::setVerdict);
    leg.nextAttemptAt().ifPresent(at -> view.setNextAttemptAt(at.atOffset(ZoneOffset.UTC)));
    leg.reason().ifPresent(view::setReason);
    if (leg.unplanned() > 0) {
      view.setUnplanned(leg.unplanned());
    }
    if (leg.held() > 0) {
      var whole = leg.state() == dev.writ.lifecycle.LegState.HELD;
      view.setHeld(
          new HeldView(leg.held(), whole ? RefusedPart.ALL_OF_IT : RefusedPart.SOME_OF_IT));
    }
    return view;
  }
}
