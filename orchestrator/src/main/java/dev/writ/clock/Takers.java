package dev.writ.clock;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which laws take the reasons of an extension. */
sealed interface Takers {

  /** Those whose rules take one of them now: of an extension that is about to be entered. */
  record ByTheirRules() implements Takers {}

  /**
   * Those that took one when it was entered or ordered, whatever their rules say since: the person
   * was told a day by it.
   *
   * @param rules their ids
   */
  record Entered(Set<String> rules) implements Takers {
    public Entered {
      rules = Set.copyOf(rules);
    }
  }

  /** Every law: of what was entered before rules knew reasons, and an officer judged alone. */
  record Every() implements Takers {}

  /** Those of a request that take one of the reasons as its rules are now. */
  static Takers of(RequestDates dates, List<String> reasons) {
    var rules = dates.laws().stream().map(LawDates::rule);
    return new Entered(
        rules
            .filter(rule -> rule.extension() != null && rule.extension().takes(reasons))
            .map(Rule::id)
            .collect(Collectors.toSet()));
  }

  default boolean include(String rule, Rule.Extension allowed, List<String> reasons) {
    return switch (this) {
      case ByTheirRules now -> allowed.takes(reasons);
      case Entered then -> then.rules().contains(rule);
      case Every all -> true;
    };
  }
}
