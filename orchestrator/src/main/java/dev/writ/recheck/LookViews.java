package dev.writ.recheck;

import dev.writ.api.model.LookOutcome;
import dev.writ.api.model.LookState;
import dev.writ.api.model.LookView;
import dev.writ.api.model.LookWhy;
import dev.writ.api.model.ResurfacingCause;
import dev.writ.api.model.ResurfacingView;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Looks and what they showed, in the API's words. */
final class LookViews {
  private LookViews() {}

  static LookView look(Look look) {
    var view =
        new LookView(
            look.id(),
            look.version(),
            look.leg(),
            at(look.dueAt()),
            LookWhy.valueOf(look.why().name()),
            LookState.valueOf(look.state().name()),
            look.tries(),
            look.plannedBy());
    look.words().ifPresent(view::setWords);
    if (look.planned()) {
      view.setNextTryAt(at(look.nextAt()));
    }
    look.doneAt().map(LookViews::at).ifPresent(view::setDoneAt);
    look.outcome().map(outcome -> LookOutcome.valueOf(outcome.name())).ifPresent(view::setOutcome);
    look.controlRead().ifPresent(view::setControlRead);
    look.objectsRead().ifPresent(view::setObjectsRead);
    look.beyondSight().ifPresent(view::setBeyondSight);
    look.seen().ifPresent(view::setSeen);
    look.reason().ifPresent(view::setReason);
    look.endedBy().ifPresent(view::setEndedBy);
    return view;
  }

  static ResurfacingView resurfacing(Resurfacing of) {
    var view =
        new ResurfacingView(
            of.id(),
            of.version(),
            of.leg(),
            of.connection(),
            of.look(),
            at(of.at()),
            of.objects(),
            of.unplanned(),
            of.seen(),
            ResurfacingCause.valueOf(of.cause().name()));
    of.decision()
        .map(decision -> ResurfacingView.DecisionEnum.valueOf(decision.name()))
        .ifPresent(view::setDecision);
    of.decidedAt().map(LookViews::at).ifPresent(view::setDecidedAt);
    of.decidedBy().ifPresent(view::setDecidedBy);
    of.erasedAgainAt().map(LookViews::at).ifPresent(view::setErasedAgainAt);
    return view;
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
