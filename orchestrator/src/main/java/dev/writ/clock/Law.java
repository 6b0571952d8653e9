package dev.writ.clock;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The laws a request may stand under by name, and the rule each is computed by. */
enum Law {
  GDPR("eu-gdpr"),
  UK_GDPR("uk-gdpr"),
  CCPA("us-ca-ccpa"),
  CA_DELETE_ACT("us-ca-delete-act"),
  VCDPA("us-va-vcdpa"),
  CTDPA("us-ct-ctdpa"),
  CPA("us-co-cpa"),
  LGPD("br-lgpd"),
  PIPEDA("ca-pipeda"),
  LAW_25("ca-qc-p39"),
  FADP("ch-fadp");

  /** A jurisdiction these do not know was always taken, and leaves weekends alone. */
  private static final List<Law> ANY_JURISDICTION = List.of(GDPR, UK_GDPR, CCPA);

  /** The rulebook, section 3: a refusal in part is due when one of the whole request is. */
  private static final List<Law> REFUSED_IN_PART = List.of(GDPR, UK_GDPR);

  private final String rule;

  Law(String rule) {
    this.rule = rule;
  }

  String rule() {
    return rule;
  }

  /** By its name; a rule that was added knows the places of its calendars alone. */
  static boolean takesAnyJurisdiction(String law) {
    return ANY_JURISDICTION.stream().map(Law::name).anyMatch(law::equals);
  }

  /**
   * Whether the law's day for a refusal is also that of one in part; of the others the rulebook
   * says so of a whole request alone.
   */
  static boolean refusesInPart(String law) {
    return REFUSED_IN_PART.stream().map(Law::name).anyMatch(law::equals);
  }

  /** The rule of a law's name; what is no law's name is a rule's id itself. */
  static String ruleOf(String lawOrRule) {
    return Arrays.stream(values())
        .filter(law -> law.name().equals(lawOrRule))
        .findFirst()
        .map(Law::rule)
        .orElse(lawOrRule);
  }

  /** The law's name of a rule's id; an id that is no law's is left as it is. */
  static String nameOf(String rule) {
    return Arrays.stream(values())
        .filter(law -> law.rule.equals(rule))
        .findFirst()
        .map(Law::name)
        .orElse(rule);
  }

  /**
   * Which of a rule's calendars counts in a jurisdiction: the one of that name, else that of its
   * country, else the only one the rule has.
   *
   * @param jurisdiction ISO 3166 code, e.g. {@code DE} or {@code DE-BY}
   */
  static Optional<String> calendar(Rule rule, Optional<String> jurisdiction) {
    var named = jurisdiction.flatMap(code -> findCalendar(rule, code));
    return named.isEmpty() && rule.calendars().size() == 1
        ? Optional.of(rule.calendars().getFirst())
        : named;
  }

  /** The same without falling back on the only one. */
  static Optional<String> findCalendar(Rule rule, String jurisdiction) {
    var code = jurisdiction.toLowerCase(Locale.ROOT);
    if (rule.calendars().contains(code)) {
      return Optional.of(code);
    }
    return Optional.of(code.split("-", 2)[0]).filter(rule.calendars()::contains);
  }
}
