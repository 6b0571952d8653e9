package dev.writ.clock;

import dev.writ.request.Receipts;
import dev.writ.settings.WritSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the engine asks about alarms. The record decides each time. */
@Service
public class ClockAlarms {
  /** So many requests are brought to the engine at once; the next sweep brings more. */
  private static final int MOST_AT_ONCE = 5_000;

  private final ClockRecord record;
  private final Settling settling;
  private final Receipts receipts;
  private final Clock clock;
  private final Duration horizon;

  ClockAlarms(
      ClockRecord record,
      Settling settling,
      Receipts receipts,
      Clock clock,
      WritSettings settings) {
    this.record = record;
    this.settling = settling;
    this.receipts = receipts;
    this.clock = clock;
    this.horizon = settings.clock().horizon();
  }

  /**
   * Requests with an alarm that is due before long, or whose dates were computed by rules that have
   * changed since.
   */
  public List<UUID> dueBeforeLong() {
    return record.toBeWatched(farthest(), settling.edition(), MOST_AT_ONCE);
  }

  /** Whether a request whose dates have moved has an alarm that is due before long. */
  public boolean dueBeforeLong(ClockChanged changed) {
    return changed.nextAlarm().filter(this::beforeLong).isPresent();
  }

  /**
   * Raises what is due, each alarm once.
   *
   * @return milliseconds until the next alarm, or 0 when none is due before long
   */
  @Transactional
  public long raise(UUID request) {
    return settling
        .settle(receipts.lock(request))
        .filter(this::beforeLong)
        .map(next -> Math.max(1, Duration.between(clock.instant(), next).toMillis() + 1))
        .orElse(0L);
  }

  private boolean beforeLong(Instant next) {
    return !next.isAfter(farthest());
  }

  private Instant farthest() {
    return clock.instant().plus(horizon);
  }
}
