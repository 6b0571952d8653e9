package dev.writ.request;

import dev.writ.connection.ConnectionService.CredentialsChanged;
import dev.writ.evidence.EvidenceLog;
import dev.writ.leg.LegRecord;
import dev.writ.leg.LegService;
import dev.writ.lifecycle.LegState;
import dev.writ.lifecycle.RequestEvent;
import dev.writ.lifecycle.RequestState;
import dev.writ.lifecycle.StaleVersion;
import dev.writ.security.Caller;
import dev.writ.security.Role;
import dev.writ.settings.WritSettings;
import dev.writ.web.Problem;
import dev.writ.web.Texts;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What officers do to a request. Each action is one transaction; the engine hears of it after the
 * commit.
 */
@Service
class RequestService {
  private final RequestRecord requests;
  private final LegRecord legs;
  private final LegService legService;
  private final EvidenceLog evidence;
  private final RequestKeys keys;
  private final WritSettings settings;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  RequestService(
      RequestRecord requests,
      LegRecord legs,
      LegService legService,
      EvidenceLog evidence,
      RequestKeys keys,
      WritSettings settings,
      Clock clock,
      ApplicationEventPublisher events) {
    this.requests = requests;
    this.legs = legs;
    this.legService = legService;
    this.evidence = evidence;
    this.keys = keys;
    this.settings = settings;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Approves the plan, or releases the package; a plan that needs two people needs two different
   * approvers.
   */
  @Transactional
  DataSubjectRequest approve(UUID id, long version, @Nullable String reason) {
    var request = current(id, version);
    keep(request, reason);
    if (request.state() == RequestState.AWAITING_RELEASE) {
      return moved(request, RequestEvent.RELEASE);
    }
    var caller = Caller.current();
    if (request.state() == RequestState.AWAITING_APPROVAL && request.needsSecondPerson()) {
      if (request.firstApprover().isEmpty()) {
        requests.firstApprover(request, caller.token(), caller.role().name());
        return requests.require(id);
      }
      if (request.firstApprover().get().equals(caller.token())) {
        throw Problem.secondPerson();
      }
    }
    requests.approved(id);
    requests.scheduledUntil(id, clock.instant().plus(settings.undoWindow()));
    return moved(request, RequestEvent.APPROVE);
  }

  /** Denies or withdraws; legs that have changed nothing yet are cancelled. */
  @Transactional
  DataSubjectRequest end(UUID id, long version, RequestEvent event, @Nullable String reason) {
    var request = current(id, version);
    keep(request, reason);
    if (event == RequestEvent.DENY) {
      requests.outcome(id, "REFUSED");
    }
    var ended = moved(request, event);
    legService.cancel(id, Caller.current().role().name());
    return ended;
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

  /** The reason given with the last decision, for those who decide; it may name the person. */
  Optional<String> findReason(UUID id) {
    var role = Caller.current().role();
    if (role != Role.OFFICER && role != Role.APPROVER) {
      return Optional.empty();
    }
    return requests
        .findDecisionReason(id)
        .flatMap(cipher -> keys.find(id).map(sealer -> sealer.open(cipher, "reason/" + id)));
  }

  List<EvidenceLog.Entry> timeline(UUID id) {
    requests.require(id);
    return evidence.of(id);
  }

  private DataSubjectRequest moved(DataSubjectRequest request, RequestEvent event) {
    requests.move(request, event, Caller.current().role().name());
    events.publishEvent(new RequestChanged(request.id()));
    return requests.require(request.id());
  }

  private DataSubjectRequest current(UUID id, long version) {
    var request = requests.require(id);
    if (request.version() != version) {
      throw new StaleVersion();
    }
    return request;
  }

  /** An officer's reason may name the person: it is sealed with the request. */
  private void keep(DataSubjectRequest request, @Nullable String reason) {
    if (reason != null) {
      var id = request.id();
      var sealer = keys.require(id);
      requests.decisionReason(id, sealer.seal(Texts.require(reason, "reason"), "reason/" + id));
    }
  }
}
