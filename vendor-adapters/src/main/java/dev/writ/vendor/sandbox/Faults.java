package dev.writ.vendor.sandbox;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;

/** What is switched on at one vendor: misbehaviours with their probabilities, and a latency. */
final class Faults {
  static final Duration LONGEST_LATENCY = Duration.ofMinutes(1);
  private static final Duration SLOW = Duration.ofSeconds(2);

  private final DoubleSupplier chance;
  private final Map<Misbehaviour, Double> on =
      Collections.synchronizedMap(new EnumMap<>(Misbehaviour.class));
  private volatile Duration latency = Duration.ZERO;
  private volatile Duration slowness = SLOW;

  /** Chance gives numbers from 0 to below 1. */
  Faults(DoubleSupplier chance) {
    this.chance = chance;
  }

  /** Those switched on, with their probabilities. */
  Map<Misbehaviour, Double> switchedOn() {
    var now = new EnumMap<Misbehaviour, Double>(Misbehaviour.class);
    synchronized (on) {
      now.putAll(on);
    }
    return now;
  }

  /** Of this one; 0 switches it off, and outside 0 to 1 it is an IllegalArgumentException. */
  void probability(Misbehaviour misbehaviour, double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability lies between 0 and 1");
    }
    if (probability == 0) {
      on.remove(misbehaviour);
    } else {
      on.put(misbehaviour, probability);
    }
  }

  /** From now on exactly these, at every call. */
  void exactly(Set<Misbehaviour> wanted) {
    synchronized (on) {
      on.clear();
      wanted.forEach(misbehaviour -> on.put(misbehaviour, 1.0));
    }
  }

  Duration latency() {
    return latency;
  }

  /** From 0 to a minute; anything else is an IllegalArgumentException. */
  void latency(Duration atLeast) {
    latency = between(atLeast, "a latency");
  }

  private static Duration between(Duration time, String name) {
    if (time.isNegative() || time.compareTo(LONGEST_LATENCY) > 0) {
      throw new IllegalArgumentException(name + " lies between 0 and a minute");
    }
    return time;
  }

  /** From 0 to a minute; anything else is an IllegalArgumentException. */
  void slowness(Duration time) {
    slowness = between(time, "a slowness");
  }

  void clear() {
    exactly(Set.of());
    latency = Duration.ZERO;
    slowness = SLOW;
  }

  /** Those that strike one call; thrown in the enum's order, so that a seed means one thing. */
  EnumSet<Misbehaviour> strike() {
    var struck = EnumSet.noneOf(Misbehaviour.class);
    synchronized (on) {
      on.forEach(
          (misbehaviour, probability) -> {
            if (probability >= 1 || chance.getAsDouble() < probability) {
              struck.add(misbehaviour);
            }
          });
    }
    return struck;
  }

  /** How long the answer of a call so struck is held back. */
  Duration delay(Set<Misbehaviour> struck) {
    var delay = latency;
    var slow = slowness;
    return struck.contains(Misbehaviour.SLOW) && slow.compareTo(delay) > 0 ? slow : delay;
  }
}
