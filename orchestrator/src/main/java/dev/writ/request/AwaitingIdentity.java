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
  private final PersonIndex people;
  private final Duplicates duplicates;
  private final RequestKeys keys;
  private final ApplicationEventPublisher events;

  AwaitingIdentity(
      RequestRecord requests,
      PersonIndex people,
      Duplicates duplicates,
      RequestKeys keys,
      ApplicationEventPublisher events) {
    this.requests = requests;
    this.people = people;
    this.duplicates = duplicates;
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

  /**
   * It is known now: the request is answered with another in flight that does all it asks for, or
   * goes on; one that was only received does so by itself. Callers hold the request's lock, and
   * whoever else files or proves to be the same person waits for them: of two that are proved at
   * the same instant the later one finds the other.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void identified(DataSubjectRequest request, String actor) {
    people.lock(request.id());
    boolean joined = duplicates.join(request, actor);
    if (!joined && request.state() == RequestState.VERIFYING_IDENTITY) {
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
