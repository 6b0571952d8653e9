package dev.writ.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measured value.
 *
 * @param what was measured, and at which size
 * @param budget null for a figure that only explains another
 * @param note what a reader must know to believe the value, or empty
 */
record Figure(String what, double value, String unit, @Nullable Budget budget, String note) {

  /**
   * A limit.
   *
   * @param atMost the value must not be above it; otherwise it must not be below
   */
  record Budget(double limit, boolean atMost) {
    boolean keptBy(double value) {
      return atMost ? value <= limit : value >= limit;
    }
  }

  static Figure atMost(double limit, String what, double value, String unit, String note) {
    return new Figure(what, value, unit, new Budget(limit, true), note);
  }

  static Figure atLeast(double limit, String what, double value, String unit, String note) {
    return new Figure(what, value, unit, new Budget(limit, false), note);
  }

  static Figure plain(String what, double value, String unit, String note) {
    return new Figure(what, value, unit, null, note);
  }

  /** Pass or missed, and by how much of the budget. */
  String verdict() {
    if (budget == null) {
      return "";
    }
    if (budget.limit() == 0) {
      return budget.keptBy(value) ? "pass" : "MISSED";
    }
    double off = 100 * (value / budget.limit() - 1);
    return String.format(
        Locale.ROOT,
        "%s, %.0f %% %s the budget",
        budget.keptBy(value) ? "pass" : "MISSED",
        Math.abs(off),
        off > 0 ? "above" : "below");
  }
}
