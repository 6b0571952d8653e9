package dev.writ.request;

import dev.writ.lifecycle.RequestEvent;
import dev.writ.lifecycle.RequestState;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.Identifier;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A request of which it is not known yet who is asking. */
@Service
public class AwaitingIdentity {
  private final RequestRecord requests;
  private final RequestKeys keys;
  private final ApplicationEventPublisher events;

  AwaitingIdentity(RequestRecord requests, RequestKeys keys, ApplicationEventPublisher events) {
    this.requests = requests;
    this.keys = keys;
    this.events = events;
  }

  /** Whether it may still be asked who it is. */
  public static boolean open(DataSubjectRequest request) {
    return request.state() == RequestState.RECEIVED
        || request.state() == RequestState.VERIFYING_IDENTITY;
  }

  /** Holds the request until the caller's transaction ends; its state as it is now. */
  @Transactional(propagation = Propagation.MANDATORY)
  public DataSubjectRequest lock(UUID id) {
    return requests.lock(id);
  }

  public DataSubjectRequest require(UUID id) {
    return requests.require(id);
  }

  /** It is known now; one that was only received goes on by itself. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void identified(DataSubjectRequest request, String actor) {
    if (request.state() == RequestState.VERIFYING_IDENTITY) {
      requests.move(request, RequestEvent.IDENTIFIED, actor);
    }
    events.publishEvent(new RequestChanged(request.id()));
  }

  /**
   * The request's own sealer.
   *
   * @throws dev.writ.web.Problem gone, when the request's key was destroyed
   */
  public Sealer sealer(UUID request) {
    return keys.require(request);
  }

  /** The same; empty when the request's key was destroyed. */
  public Optional<Sealer> findSealer(UUID request) {
    return keys.find(request);
  }

  /** The first e-mail address among what the request was filed with. */
  public Optional<String> findEmail(UUID request) {
    return keys.identifiers(request).stream()
        .filter(line -> line.type() == Identifier.Type.EMAIL)
        .map(SubjectIdentifierLine::value)
        .findFirst();
  }
}
