package dev.writ.vendor.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one vendor does behind its back after an erase, and when: {@link
 * Misbehaviour#RESTORES_FROM_BACKUP} and {@link Misbehaviour#PURGES_LATE}. A simulator erases
 * through {@link #erase} and lets what is due happen, with {@link #catchUp}, before each answer and
 * each count, all under its own lock. A replay runs at the times of the journal, so that what had
 * come back and was erased again stays gone.
 */
public final class Backup {
  static final Duration DEFAULT = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofDays(1_000);

  private record Pending(Instant at, Runnable change) {}

  private final InstantSource clock;
  private final List<Pending> pending = new ArrayList<>();
  private volatile Duration time = DEFAULT;
  private @Nullable Instant replayed;

  public Backup(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Carries out an erase that is answered with yes, as the misbehaviours let it. What it says to
   * the lag of lists is the simulator's.
   *
   * @param hide takes it out of lists and searches, and leaves it to a read by id
   * @param erase what an honest vendor does; gives what undoes it
   */
  public void erase(Set<Misbehaviour> misbehaviours, Runnable hide, Supplier<Runnable> erase) {
    if (misbehaviours.contains(Misbehaviour.KEEPS_DATA)) {
      return;
    }
    if (misbehaviours.contains(Misbehaviour.HIDES_FROM_LIST)) {
      hide.run();
      return;
    }
    if (misbehaviours.contains(Misbehaviour.PURGES_LATE)) {
      later(
          () -> {
            var unused = erase.get(); // what goes late goes for good
          });
      return;
    }
    var undo = erase.get();
    if (misbehaviours.contains(Misbehaviour.RESTORES_FROM_BACKUP)) {
      later(undo);
    }
  }

  /** Notes a change that happens when the backup's time is over. */
  synchronized void later(Runnable change) {
    pending.add(new Pending(now().plus(time), change));
  }

  /** Lets everything happen that is due by now, in the order of its time. */
  public void catchUp() {
    due().forEach(Runnable::run);
  }

  private synchronized List<Runnable> due() {
    var now = now();
    var due =
        pending.stream()
            .filter(one -> !now.isBefore(one.at()))
            .sorted(Comparator.comparing(Pending::at))
            .toList();
    pending.removeAll(due);
    return due.stream().map(Pending::change).toList();
  }

  /** Forgets what was noted. */
  public synchronized void clear() {
    pending.clear();
  }

  Duration time() {
    return time;
  }

  /** From 0 to a thousand days; anything else is an IllegalArgumentException. */
  void time(Duration wanted) {
    if (wanted.isNegative() || wanted.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a backup's time lies between 0 and a thousand days");
    }
    time = wanted;
  }

  /** The present; during a replay the time of what is replayed. */
  public synchronized Instant now() {
    return replayed == null ? clock.instant() : replayed;
  }

  /** From now on it is that time, and a change noted takes that long; null is the present. */
  synchronized void replay(@Nullable Instant at, Duration takes) {
    replayed = at;
    time = takes;
  }
}
