package dev.writ.request;

import dev.writ.api.model.RequestView;
import dev.writ.lifecycle.RequestEvent;
import dev.writ.lifecycle.RequestState;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A request that was answered and is looked after: what becomes of it then. */
@Service
public class Monitored {
  private final RequestRecord requests;
  private final RequestKeys keys;
  private final RequestViews views;
  private final ApplicationEventPublisher events;

  Monitored(
      RequestRecord requests,
      RequestKeys keys,
      RequestViews views,
      ApplicationEventPublisher events) {
    this.keys = keys;
    this.requests = requests;
    this.views = views;
    this.events = events;
  }

  public DataSubjectRequest require(UUID id) {
    return requests.require(id);
  }

  /** Holds the request until the caller's transaction ends; its state as it is now. */
  @Transactional(propagation = Propagation.MANDATORY)
  public DataSubjectRequest lock(UUID id) {
    requests.require(id);
    return requests.lock(id);
  }

  /** The last look is done. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void close(UUID id, String actor) {
    requests.move(requests.lock(id), RequestEvent.CLOSE, actor);
  }

  /** A leg is to be erased again; the engine hears of it after the commit. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void backToWork(UUID id, String actor) {
    var request = requests.lock(id);
    if (request.state() == RequestState.MONITORING) {
      requests.move(request, RequestEvent.RESURFACE, actor);
    }
    events.publishEvent(new RequestChanged(id));
  }

  /**
   * What was held of an answered request is to be erased; the engine hears of it after the commit.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void holdEnded(UUID id, String actor) {
    var request = requests.lock(id);
    if (request.state() == RequestState.MONITORING || request.state() == RequestState.RESPONDED) {
      requests.move(request, RequestEvent.HOLD_ENDED, actor);
    }
    events.publishEvent(new RequestChanged(id));
  }

  /** A hold keeps it no longer. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void freed(UUID id) {
    events.publishEvent(new RequestFreed(id));
  }

  /** Something about its legs changed that the engine may wait for. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void stirred(UUID id) {
    events.publishEvent(new RequestChanged(id));
  }

  /** The reason of a decision, sealed with the request as every other. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void decisionReason(UUID id, String reason) {
    requests.decisionReason(id, keys.require(id).seal(reason, "reason/" + id));
  }

  /** The whole request in the API's words. */
  public RequestView show(UUID id) {
    return views.whole(requests.require(id));
  }
}
