package dev.writ.request;

import dev.writ.lifecycle.RequestEvent;
import dev.writ.lifecycle.RequestState;
import dev.writ.security.Caller;
import dev.writ.security.FourEyes;
import dev.writ.settings.WritSettings;
import dev.writ.settings.WritSettings.Approval;
import dev.writ.settings.WritSettings.Approval.Policy;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What approvers do: one transaction each; the engine hears of it after the commit. */
@Service
class Approvals {
  private final RequestRecord requests;
  private final DecisionReasons reasons;
  private final Duration undoWindow;
  private final Approval policies;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  Approvals(
      RequestRecord requests,
      DecisionReasons reasons,
      WritSettings settings,
      Clock clock,
      ApplicationEventPublisher events) {
    this.requests = requests;
    this.reasons = reasons;
    this.undoWindow = settings.undoWindow();
    this.policies = settings.approval();
    this.clock = clock;
    this.events = events;
  }

  /**
   * Approves the plan, or releases the package. A plan that needs two people needs two different
   * ones, and who filed the request is neither; so does the release where the policy is two people.
   *
   * @throws dev.writ.web.Problem second-person-needed
   */
  @Transactional
  DataSubjectRequest approve(UUID id, long version, @Nullable String reason) {
    var request = requests.require(id, version);
    var caller = Caller.current();
    if (request.state() == RequestState.AWAITING_RELEASE) {
      return release(request, reason, caller);
    }
    boolean four = request.state() == RequestState.AWAITING_APPROVAL && request.needsSecondPerson();
    if (four) {
      new FourEyes(request.filedBy(), request.firstApprover()).require(caller);
    }
    reasons.keep(id, reason);
    if (four && request.firstApprover().isEmpty()) {
      requests.firstApprover(request, caller);
      return requests.require(id);
    }
    requests.approved(id);
    requests.scheduledUntil(id, clock.instant().plus(undoWindow));
    return moved(request, RequestEvent.APPROVE, caller);
  }

  private DataSubjectRequest release(
      DataSubjectRequest request, @Nullable String reason, Caller caller) {
    boolean four = releasedByTwo(request);
    if (four) {
      new FourEyes(request.filedBy(), request.firstReleaser()).require(caller);
    }
    reasons.keep(request.id(), reason);
    if (four && request.firstReleaser().isEmpty()) {
      requests.firstReleaser(request, caller);
      return requests.require(request.id());
    }
    return moved(request, RequestEvent.RELEASE, caller);
  }

  /** Whether two different people have to let its package go. */
  boolean releasedByTwo(DataSubjectRequest request) {
    return policies.of(request.kind(), request.laws()) == Policy.TWO_PEOPLE;
  }

  private DataSubjectRequest moved(DataSubjectRequest request, RequestEvent event, Caller caller) {
    requests.move(request, event, caller.role().name());
    events.publishEvent(new RequestChanged(request.id()));
    return requests.require(request.id());
  }
}
