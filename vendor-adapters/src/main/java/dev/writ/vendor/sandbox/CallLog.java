package dev.writ.vendor.sandbox;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The last calls seen, up to a limit; keeps nothing until it is switched on. */
final class CallLog {
  private static final int LIMIT = 200_000;

  private final AtomicLong arrivals = new AtomicLong();
  private final Deque<SeenCall> calls = new ArrayDeque<>();
  private final int limit;
  private volatile boolean on;

  CallLog() {
    this(LIMIT);
  }

  CallLog(int limit) {
    this.limit = limit;
  }

  void keep(boolean wanted) {
    on = wanted;
  }

  boolean on() {
    return on;
  }

  long arrival() {
    return arrivals.incrementAndGet();
  }

  synchronized void add(SeenCall call) {
    calls.add(call);
    if (calls.size() > limit) {
      calls.remove();
    }
  }

  synchronized List<SeenCall> inOrderOfArrival() {
    return calls.stream().sorted(Comparator.comparingLong(SeenCall::seq)).toList();
  }

  synchronized void clear() {
    calls.clear();
  }
}
