package dev.writ.connection;

import dev.writ.vendor.spi.VendorFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Spaces the calls to a connection over all processes. The record says when the connection is free
 * again; a process reserves the slots of about a quarter of a second at a time, so the record is
 * asked a few times a second and not at every call. What the vendor asks for in Retry-After is kept
 * by everybody.
 */
@Component
class Pace {
  /** A longer wait is the engine's, not a thread's. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final JdbcClient sql;

  /** Slots as {@link System#nanoTime} counts. */
  private final Map<Lane, Deque<Long>> slots = new ConcurrentHashMap<>();

  /**
   * What has a pace of its own.
   *
   * @param family of calls of the connection that the vendor counts apart; empty for all of them
   */
  record Lane(UUID connection, String family) {
    private String into() {
      return family.isEmpty()
          ? "connection_pace as p (connection_id, free_at) values (:id, %s) on conflict"
              + " (connection_id)"
          : "family_pace as p (connection_id, family, free_at) values (:id, :family, %s)"
              + " on conflict (connection_id, family)";
    }

    private String where() {
      return family.isEmpty()
          ? "connection_pace where connection_id = :id"
          : "family_pace where connection_id = :id and family = :family";
    }
  }

  Pace(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * Waits for this call's slot.
   *
   * @throws VendorFailure RATE_LIMITED, with the time to wait, when the slot is too far away; it is
   *     not taken then, so that whoever asks in vain does not put the others off
   */
  void await(Lane lane, double callsPerSecond) {
    var wait = Duration.ofNanos(take(lane, callsPerSecond) - System.nanoTime());
    if (wait.isPositive()) {
      try {
        Thread.sleep(wait);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new VendorFailure(VendorFailure.Kind.UNAVAILABLE, 0);
      }
    }
  }

  /** Nobody calls there for a while. */
  void pause(Lane lane, Duration wait) {
    var reserved = slots.get(lane);
    if (reserved != null) {
      synchronized (reserved) {
        reserved.clear();
      }
    }
    statement(
            lane,
            "insert into "
                + lane.into().formatted("clock_timestamp() + make_interval(secs => :wait)")
                + " do update set free_at = greatest(p.free_at, excluded.free_at)")
        .param("wait", wait.toNanos() / 1e9)
        .update();
  }

  private JdbcClient.StatementSpec statement(Lane lane, String text) {
    return sql.sql(text).param("id", lane.connection()).param("family", lane.family());
  }

  private long take(Lane lane, double callsPerSecond) {
    var reserved = slots.computeIfAbsent(lane, one -> new ArrayDeque<>());
    synchronized (reserved) {
      var slot = reserved.poll();
      if (slot != null) {
        return slot;
      }
      int count = Math.max(1, (int) (callsPerSecond / 4));
      var interval = Duration.ofNanos((long) (1e9 / callsPerSecond));
      long end = System.nanoTime() + reserve(lane, interval.multipliedBy(count)).toNanos();
      for (int i = count - 1; i > 0; i--) {
        reserved.addFirst(end - interval.toNanos() * (count - i));
      }
      return end - interval.toNanos() * count;
    }
  }

  /**
   * Moves the lane's free time on, unless it is too far away already.
   *
   * @return how long it is until then, by the record's clock
   */
  private Duration reserve(Lane lane, Duration step) {
    return statement(
            lane,
            "insert into "
                + lane.into().formatted("clock_timestamp() + make_interval(secs => :step)")
                + """
                 do update
                set free_at = greatest(p.free_at, clock_timestamp()) + make_interval(secs => :step)
                where p.free_at <= clock_timestamp() + make_interval(secs => :longest)
                returning extract(epoch from free_at - clock_timestamp())
                """)
        .param("step", step.toNanos() / 1e9)
        .param("longest", LONGEST_WAIT.toSeconds())
        .query((row, n) -> seconds(row.getDouble(1)))
        .optional()
        .orElseThrow(() -> new VendorFailure(VendorFailure.Kind.RATE_LIMITED, 0, untilFree(lane)));
  }

  private Duration untilFree(Lane lane) {
    return statement(
            lane, "select extract(epoch from free_at - clock_timestamp()) from " + lane.where())
        .query((row, n) -> seconds(row.getDouble(1)))
        .single();
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
