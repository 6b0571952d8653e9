package dev.writ.identity;

import dev.writ.request.AwaitingIdentity;
import dev.writ.request.DataSubjectRequest;
import dev.writ.request.Deadlines;
import dev.writ.request.RequestChanged;
import dev.writ.settings.WritSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How long a request waits until it is known who is asking: as the patience of the company says,
 * and no longer than a refusal would be in time. Callers hold the request.
 */
@Service
public class IdentityWaits {
  private final IdentityRecord record;
  private final AwaitingIdentity requests;
  private final Deadlines deadlines;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final Duration patience;

  IdentityWaits(
      IdentityRecord record,
      AwaitingIdentity requests,
      Deadlines deadlines,
      ApplicationEventPublisher events,
      Clock clock,
      WritSettings settings) {
    this.record = record;
    this.requests = requests;
    this.deadlines = deadlines;
    this.events = events;
    this.clock = clock;
    this.patience = settings.identity().patience();
  }

  /** When the patience with a request that is filed or taken up now ends. */
  Instant patience() {
    return clock.instant().plus(patience).truncatedTo(ChronoUnit.MICROS);
  }

  /** When the wait of a new request ends. */
  Instant end(DataSubjectRequest request, Instant patience) {
    return earlier(patience, deadlines.identityBy(request, false));
  }

  /** Until when something works that the person is sent now, and then the wait goes on. */
  Instant asked(DataSubjectRequest request, Instant until) {
    var limit = deadlines.identityBy(request, true);
    var works = earlier(until, limit);
    record.waitAtLeast(request.id(), works, limit);
    return works;
  }

  /** A refused request is taken up again, after its own clock has ended. */
  void reopened(UUID request) {
    record.waitAtLeast(request, patience(), Optional.empty());
  }

  /** The law's dates may have moved, and with them the end of a wait that goes on. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void measure(UUID id) {
    if (!record.waits(id, clock.instant())) {
      return;
    }
    if (record.measured(id, deadlines.identityBy(requests.require(id), false))) {
      events.publishEvent(new RequestChanged(id));
    }
  }

  private static Instant earlier(Instant one, Optional<Instant> other) {
    return other.filter(one::isAfter).orElse(one);
  }
}
