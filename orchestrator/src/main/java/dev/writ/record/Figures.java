package dev.writ.record;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a number of requests came to. Every one is in exactly one of complied, nothingFound,
 * compliedInPart, denied, withdrawn, duplicates and open.
 *
 * @param answered those that were answered in substance, by compliance or by refusal
 * @param medianDays from the day of receipt to the day of the answer; null when none was answered
 * @param meanDays the same, to two decimals
 */
record Figures(
    long received,
    long complied,
    long nothingFound,
    long compliedInPart,
    long denied,
    long withdrawn,
    long duplicates,
    long open,
    Grounds deniedFor,
    Grounds keptFor,
    long answered,
    @Nullable BigDecimal medianDays,
    @Nullable BigDecimal meanDays) {

  /** Denials by ground; what has several grounds counts under each. */
  record Grounds(
      long notVerifiable, long notByConsumer, long exempt, long other, long notRecorded) {}
}
