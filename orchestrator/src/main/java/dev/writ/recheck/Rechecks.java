package dev.writ.recheck;

import dev.writ.connection.ConnectionService;
import dev.writ.leg.Pulse;
import dev.writ.settings.WritSettings;
import dev.writ.workflow.LookTicket;
import dev.writ.workflow.RecheckStep;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** What the engine asks about looks, and has made. The record decides each time. */
@Service
public class Rechecks {
  /** So many requests are brought to the engine at once; the next sweep brings more. */
  private static final int MOST_AT_ONCE = 5_000;

  private final LookRecord looks;
  private final MakingLooks making;
  private final ConnectionService connections;
  private final Clock clock;
  private final Duration horizon;

  Rechecks(
      LookRecord looks,
      MakingLooks making,
      ConnectionService connections,
      Clock clock,
      WritSettings settings) {
    this.looks = looks;
    this.making = making;
    this.connections = connections;
    this.clock = clock;
    this.horizon = settings.looks().horizon();
  }

  /** Requests with a look that is due before long. */
  public List<UUID> dueBeforeLong() {
    return looks.requestsDue(clock.instant().plus(horizon), MOST_AT_ONCE);
  }

  /** Whether a look of the request is due before long. */
  public boolean dueBeforeLong(UUID request) {
    var now = clock.instant();
    return !looks.due(request, now).isEmpty()
        || looks.next(request, now).filter(next -> !next.isAfter(now.plus(horizon))).isPresent();
  }

  /** The looks of a request to be made now, and how long to wait for the next. */
  public RecheckStep next(UUID request) {
    var now = clock.instant();
    var tickets =
        looks.due(request, now).stream()
            .map(
                due ->
                    new LookTicket(
                        due.look().toString(), connections.require(due.connection()).queue()))
            .toList();
    var wait =
        looks
            .next(request, now)
            .filter(next -> !next.isAfter(now.plus(horizon)))
            .map(next -> Duration.between(now, next).toMillis() + 1)
            .orElse(0L);
    return new RecheckStep(tickets, wait);
  }

  /** The request that a look belongs to, for log lines. */
  public UUID requestOf(UUID lookId) {
    return looks.require(lookId).request();
  }

  /** Makes one look, for about a minute, and records what it has shown. */
  public void look(UUID lookId, Pulse pulse) {
    making.make(lookId, pulse);
  }
}
