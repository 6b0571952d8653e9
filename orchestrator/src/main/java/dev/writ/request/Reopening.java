package dev.writ.request;

import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.leg.Leg;
import dev.writ.leg.LegRecord;
import dev.writ.leg.Restarting;
import dev.writ.lifecycle.RequestEvent;
import dev.writ.lifecycle.RequestState;
import dev.writ.web.Problem;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A refused request is taken up again, as if it had just been received: who is asking is looked at
 * anew, then its legs locate, and whatever follows is approved and carried out as ever.
 */
@Service
public class Reopening {
  private final RequestRecord requests;
  private final RequestKeys keys;
  private final LegRecord legs;
  private final Restarting restarting;
  private final Duplicates duplicates;
  private final ConnectionService connections;
  private final Identification identification;
  private final ApplicationEventPublisher events;

  Reopening(
      RequestRecord requests,
      RequestKeys keys,
      LegRecord legs,
      Restarting restarting,
      Duplicates duplicates,
      ConnectionService connections,
      Identification identification,
      ApplicationEventPublisher events) {
    this.requests = requests;
    this.keys = keys;
    this.legs = legs;
    this.restarting = restarting;
    this.duplicates = duplicates;
    this.connections = connections;
    this.identification = identification;
    this.events = events;
  }

  /** Whether a request in this state was refused as a whole and never carried out. */
  public static boolean possible(RequestState state) {
    return state == RequestState.DENIED || state == RequestState.VERIFICATION_EXPIRED;
  }

  /**
   * Takes it up again, in the caller's transaction; the engine hears of it after the commit.
   *
   * @throws dev.writ.lifecycle.IllegalMove when it was not refused as a whole
   * @throws Problem gone, when its key was destroyed: nobody can say any more whose it was
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void reopen(UUID id, String actor) {
    var request = requests.lock(id);
    if (keys.find(id).isEmpty()) {
      throw Problem.gone(
          "the request's key is destroyed: it cannot be taken up again. Ask the person for a new"
              + " one");
    }
    requests.move(request, RequestEvent.REOPEN, actor);
    requests.reopened(id);
    identification.reopened(id);
    if (request.duplicateOf().isPresent()) {
      duplicates.ofItsOwn(id, actor);
    } else {
      var held = connections.hold(legs.of(id).stream().map(Leg::connection).toList());
      restarting.restart(
          id,
          held.stream()
              .filter(connection -> !connection.state().leaving())
              .map(Connection::id)
              .collect(Collectors.toSet()),
          actor);
    }
    events.publishEvent(new RequestChanged(id));
  }
}
