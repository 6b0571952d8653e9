package dev.writ.bench;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What to measure, and how large.
 *
 * @param quick small sizes, to see that everything runs; the figures say little
 * @param only names of measures; empty is all of them
 */
record Options(boolean quick, int ledgerEntries, int requestsInList, Set<String> only) {
  static final String USAGE =
      """
      ./writ bench [--quick] [--only=NAME[,NAME]] [--ledger-entries=N] [--requests-in-list=N]
      """;

  static Options parse(String[] args) {
    var words = List.of(args);
    boolean quick = words.contains("--quick");
    int ledger = quick ? 50_000 : 1_000_000;
    int list = quick ? 20_000 : 1_000_000;
    var only = new TreeSet<String>();
    for (var word : words) {
      var value = word.substring(word.indexOf('=') + 1);
      switch (word.replaceFirst("=.*", "")) {
        case "--quick" -> {}
        case "--ledger-entries" -> ledger = Integer.parseInt(value);
        case "--requests-in-list" -> list = Integer.parseInt(value);
        case "--only" -> only.addAll(List.of(value.split(",")));
        default -> throw new IllegalArgumentException("unknown option " + word + "\n" + USAGE);
      }
    }
    return new Options(quick, ledger, list, Set.copyOf(only));
  }

  boolean wants(Measure measure) {
    return only.isEmpty() || only.contains(measure.name());
  }

  /** One of two sizes. */
  int size(int full, int small) {
    return quick ? small : full;
  }
}
