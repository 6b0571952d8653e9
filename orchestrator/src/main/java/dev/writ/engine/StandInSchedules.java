package dev.writ.engine;

import dev.writ.schedule.ScheduleEngine;
import dev.writ.schedule.Turns;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * For the in-process engine, which has no schedules: what was asked for is put into the record, and
 * the ticker of {@link RecurringRoom} starts it like what is due.
 */
final class StandInSchedules implements ScheduleEngine {
  private final Turns turns;
  private final EngineGate gate;

  StandInSchedules(Turns turns, EngineGate gate) {
    this.turns = turns;
    this.gate = gate;
  }

  @Override
  public void align(String name, Duration every, boolean paused) {
    // the ticker reads the record
  }

  @Override
  public void trigger(String name) {
    turns.askOne(name);
    gate.start(RecurringRoom.workflow(name));
  }

  @Override
  public void backfill(String name, Instant from, Instant to, int count) {
    turns.ask(name, count);
  }

  @Override
  public Optional<Instant> nextTurn(String name) {
    return Optional.empty();
  }
}
