package dev.writ.schedule;

import dev.writ.lifecycle.StaleVersion;
import dev.writ.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What administrators do with schedules. The record is changed first; an engine that does not hear
 * of it now is told again by the next sweep.
 */
@Service
class Schedules {
  private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);
  static final int MOST_TURNS = 100;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(400);
  private final Works works;
  private final ScheduleRecord record;
  private final ScheduleEngine engine;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Schedules(
      Works works,
      ScheduleRecord record,
      ScheduleEngine engine,
      TransactionTemplate transaction,
      Clock clock) {
    this.works = works;
    this.record = record;
    this.engine = engine;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Gives every kind of work its row, and the engine what the rows say. */
  @EventListener(ApplicationReadyEvent.class)
  @Scheduled(initialDelayString = "${writ.sweep}", fixedDelayString = "${writ.sweep}")
  void alignAll() {
    for (var work : works.all()) {
      align(work);
    }
  }

  List<RecurringWork> all() {
    return List.copyOf(works.all());
  }

  RecurringWork work(String name) {
    return works.require(name);
  }

  Schedule require(RecurringWork work) {
    return record
        .find(work.name())
        .orElseGet(
            () -> {
              record.open(work.name(), Works.jittered(work.every()));
              return record.find(work.name()).orElseThrow();
            });
  }

  Instant nextTurn(Schedule schedule) {
    try {
      return engine.nextTurn(schedule.name()).orElse(schedule.nextAt());
    } catch (RuntimeException unreachable) {
      return schedule.nextAt();
    }
  }

  List<Schedule.Turn> turns(String name, int limit) {
    return record.turns(name, limit);
  }

  void pause(String name, boolean paused, String actor) {
    var work = works.require(name);
    require(work);
    transaction.executeWithoutResult(
        tx -> {
          record.pause(name, paused);
          record.note(name, paused ? "PAUSE" : "RESUME", actor);
        });
    align(work);
  }

  void every(String name, long version, Duration every, String actor) {
    var work = works.require(name);
    if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
      throw Problem.invalid("every lies between PT1S and P400D");
    }
    require(work);
    transaction.executeWithoutResult(
        tx -> {
          if (!record.every(name, version, every, Works.jittered(every))) {
            throw new StaleVersion();
          }
          record.note(name, "EVERY " + every, actor);
        });
    align(work);
  }

  void trigger(String name, String actor) {
    require(works.require(name));
    tell(name, "TRIGGER", actor, () -> engine.trigger(name));
  }

  /** One turn for each that lies between these times, as intervals are counted from the epoch. */
  void backfill(String name, Instant from, Instant to, String actor) {
    var work = works.require(name);
    var every = Works.every(work, require(work));
    if (!from.isBefore(to) || to.isAfter(clock.instant())) {
      throw Problem.invalid("from must lie before to, and to not in the future");
    }
    if (from.isBefore(Instant.EPOCH)) {
      throw Problem.invalid("from lies before 1970");
    }
    long turns = to.toEpochMilli() / every.toMillis() - from.toEpochMilli() / every.toMillis();
    if (turns < 1 || turns > MOST_TURNS) {
      throw Problem.invalid("between from and to must lie 1 to " + MOST_TURNS + " turns");
    }
    tell(name, "BACKFILL " + turns, actor, () -> engine.backfill(name, from, to, (int) turns));
  }

  /** Noted when the engine has taken it, and not when it is away or refuses. */
  private void tell(String name, String what, String actor, Runnable engineCall) {
    transaction.executeWithoutResult(
        tx -> {
          record.note(name, what, actor);
          try {
            engineCall.run();
          } catch (Problem refused) {
            throw refused;
          } catch (RuntimeException unreachable) {
            LOG.warn(
                "the engine did not take {} of {}: {}",
                what,
                name,
                unreachable.getClass().getSimpleName());
            throw Problem.engineAway();
          }
        });
  }

  private void align(RecurringWork work) {
    var schedule = require(work);
    try {
      engine.align(work.name(), Works.every(work, schedule), schedule.paused());
    } catch (RuntimeException unreachable) {
      LOG.warn(
          "the engine did not take schedule {} ({}); the next sweep repeats it",
          work.name(),
          unreachable.getClass().getSimpleName());
    }
  }
}
