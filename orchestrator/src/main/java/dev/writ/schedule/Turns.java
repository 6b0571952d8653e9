package dev.writ.schedule;

import dev.writ.web.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs turns of recurring work, never two of one kind at once: whoever runs one holds the
 * schedule's lease. One that was cut off leaves its lease to lapse, and is due again.
 */
@Component
public class Turns {
  private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
  private final Works works;
  private final ScheduleRecord record;
  private final TransactionTemplate transaction;
  private final MeterRegistry metrics;

  Turns(
      Works works, ScheduleRecord record, TransactionTemplate transaction, MeterRegistry metrics) {
    this.works = works;
    this.record = record;
    this.transaction = transaction;
    this.metrics = metrics;
  }

  /** How a turn ended. */
  public enum Ended {
    DONE,
    FAILED,
    /** Somebody else was at it, or it was not due any more. */
    SKIPPED
  }

  /** Names of what is due by the record. */
  public List<String> due() {
    return record.due(works.names());
  }

  /**
   * Asks for turns that the record then calls due.
   *
   * @throws Problem conflict, when with those that wait it would be more than one may ask for
   */
  public void ask(String name, int turns) {
    if (!record.ask(name, turns, Schedules.MOST_TURNS)) {
      throw Problem.conflict("turns that were asked for are waiting: see `asked`");
    }
  }

  /** Asks for one turn unless one is running. */
  public void askOne(String name) {
    record.askOne(name);
  }

  /**
   * Runs one turn.
   *
   * @param onlyDue whether the record says when a turn is due, and not the engine
   * @param pulse is given what keeps the turn's lease, to be called every few seconds; false from
   *     it means that the lease is lost
   */
  public Ended run(String name, boolean onlyDue, Consumer<BooleanSupplier> pulse) {
    var work = works.find(name);
    if (work.isEmpty()) {
      return Ended.SKIPPED; // another version of this service knows it
    }
    var holder = UUID.randomUUID();
    var taken = record.take(name, holder, onlyDue);
    if (taken.isEmpty()) {
      return Ended.SKIPPED;
    }
    boolean asked = taken.get();
    long turn = record.begin(name, asked);
    pulse.accept(() -> record.renew(name, holder));
    var ended = run(work.get());
    var every = record.find(name).map(s -> Works.every(work.get(), s)).orElse(work.get().every());
    transaction.executeWithoutResult(
        tx -> record.end(name, holder, turn, asked, ended.name(), Works.jittered(every)));
    metrics.counter("writ.schedule.turns", "schedule", name, "outcome", ended.name()).increment();
    return ended;
  }

  private static Ended run(RecurringWork work) {
    try {
      work.run();
      return Ended.DONE;
    } catch (RuntimeException broken) {
      LOG.warn("a turn of {} broke: {}", work.name(), broken.getClass().getName());
      return Ended.FAILED;
    }
  }
}
