package dev.writ.request;

import dev.writ.api.model.LegState;
import dev.writ.api.model.LegView;
import dev.writ.api.model.Outcome;
import dev.writ.api.model.Regime;
import dev.writ.api.model.RequestKind;
import dev.writ.api.model.RequestState;
import dev.writ.api.model.RequestView;
import dev.writ.api.model.Verdict;
import dev.writ.leg.Leg;
import dev.writ.leg.LegRecord;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Requests and their legs in the API's words. */
@Component
class RequestViews {
  private final LegRecord legs;

  RequestViews(LegRecord legs) {
    this.legs = legs;
  }

  RequestView of(DataSubjectRequest request) {
    return view(request, legs.of(request.id()));
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

  private static RequestView view(DataSubjectRequest r, List<Leg> legs) {
    var view =
        new RequestView(
            r.id(),
            r.version(),
            RequestKind.valueOf(r.kind()),
            Regime.valueOf(r.regime()),
            RequestState.valueOf(r.state().name()),
            r.receivedOn(),
            r.needsSecondPerson(),
            legs.stream().map(RequestViews::view).toList());
    r.outcome().map(Outcome::valueOf).ifPresent(view::setOutcome);
    r.reference().ifPresent(view::setReference);
    r.scheduledUntil().ifPresent(until -> view.setScheduledUntil(until.atOffset(ZoneOffset.UTC)));
    view.setCreatedAt(r.createdAt().atOffset(ZoneOffset.UTC));
    view.setApprovals(r.approvals());
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
    leg.verdict().map(Verdict::valueOf).ifPresent(view::setVerdict);
    leg.nextAttemptAt().ifPresent(at -> view.setNextAttemptAt(at.atOffset(ZoneOffset.UTC)));
    leg.reason().ifPresent(view::setReason);
    return view;
  }
}
