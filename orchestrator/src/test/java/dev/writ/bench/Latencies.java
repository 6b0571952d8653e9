package dev.writ.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Durations in milliseconds; safe for many threads. */
final class Latencies {
  private final List<Double> millis = new ArrayList<>();

  synchronized void add(long nanos) {
    millis.add(nanos / 1e6);
  }

  synchronized int count() {
    return millis.size();
  }

  /** The value that the share {@code p} of all does not exceed. */
  synchronized double percentile(double p) {
    return percentile(millis, p);
  }

  static double percentile(Collection<Double> values, double p) {
    var sorted = values.stream().sorted().toList();
    int at = (int) Math.ceil(p * sorted.size()) - 1;
    return sorted.get(Math.max(0, at));
  }

  static double median(Collection<Double> values) {
    return percentile(values, 0.5);
  }
}
