package dev.writ.request;

import dev.writ.connection.ConnectionService.CredentialsChanged;
import dev.writ.evidence.EvidenceLog;
import dev.writ.leg.LegRecord;
import dev.writ.leg.LegService;
import dev.writ.lifecycle.LegState;
import dev.writ.security.Caller;
import dev.writ.web.Problem;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What officers do with a request under way. Each action is one transaction; the engine hears of it
 * after the commit.
 */
@Service
class RequestService {
  private static final Set<LegState> RETRIED =
      Set.of(LegState.BLOCKED, LegState.FAILED, LegState.STILL_PRESENT);

  private final RequestRecord requests;
  private final LegRecord legs;
  private final LegService legService;
  private final EvidenceLog evidence;
  private final ApplicationEventPublisher events;

  RequestService(
      RequestRecord requests,
      LegRecord legs,
      LegService legService,
      EvidenceLog evidence,
      ApplicationEventPublisher events) {
    this.requests = requests;
    this.legs = legs;
    this.legService = legService;
    this.evidence = evidence;
    this.events = events;
  }

  @Transactional
  DataSubjectRequest retry(UUID id, UUID legId) {
    var leg = legs.require(legId);
    if (!leg.request().equals(id)) {
      throw Problem.notFound("no such leg");
    }
    if (leg.state() == LegState.RESURFACED) {
      throw Problem.conflict("an approver decides whether what resurfaced is erased again");
    }
    if (leg.state() == LegState.STILL_PRESENT && leg.unplanned() > 0) {
      throw Problem.conflict(
          leg.unplanned()
              + " objects found there are not in the approved plan: an approver approves them with"
              + " POST .../legs/{legId}/erase-again, which erases what is still there too, or says"
              + " with .../leave that they are not the person's");
    }
    if (!RETRIED.contains(leg.state())) {
      throw Problem.conflict(
          "the leg is "
              + leg.state()
              + ": only one that is BLOCKED, FAILED or STILL_PRESENT is tried again");
    }
    legService.retry(leg, Caller.current().role().name());
    events.publishEvent(new RequestChanged(id));
    return requests.require(id);
  }

  /** New credentials bring on what only waited for them. */
  @EventListener
  void credentialsChanged(CredentialsChanged changed) {
    legService
        .retryBlockedAt(changed.connection(), LegRecord.SYSTEM)
        .forEach(request -> events.publishEvent(new RequestChanged(request)));
  }

  DataSubjectRequest require(UUID id) {
    return requests.require(id);
  }

  List<EvidenceLog.Entry> timeline(UUID id) {
    requests.require(id);
    return evidence.of(id);
  }
}
