package dev.writ.clock;

import dev.writ.settings.WritSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/**
 * Where the controller is at home. A period of the GDPR ends by the holidays of the member state
 * where action is to be taken (Regulation 1182/71, Art. 2(1)), one of the UK GDPR by those of the
 * nation; neither asks where the person lives.
 */
@Service
public class Seats {
  private static final String SETTING = "writ.clock.jurisdiction (WRIT_JURISDICTION)";

  private final Supplier<RuleBook> books;
  private final List<String> codes;

  @Autowired
  Seats(RuleBooks books, WritSettings settings) {
    this(books.shipped(), books::current, settings.clock().jurisdiction());
  }

  Seats(RuleBook shipped, Supplier<RuleBook> books, List<String> codes) {
    check(shipped, codes);
    this.books = books;
    this.codes = codes;
  }

  /** A place the rules know no holidays of would silently be none; two of one law, a guess. */
  private static void check(RuleBook book, List<String> codes) {
    var rules = Stream.of(Law.GDPR, Law.UK_GDPR).flatMap(law -> book.find(law.rule()).stream());
    var served =
        rules.map(rule -> codes.stream().filter(code -> knows(rule, code)).toList()).toList();
    if (served.stream().anyMatch(of -> of.size() > 1)) {
      throw new IllegalArgumentException(
          SETTING + " names two places of one law: name the seat in the EU and the UK nation");
    }
    if (served.stream().mapToInt(List::size).sum() != codes.size()) {
      throw new IllegalArgumentException(
          SETTING + " is an EU member state or its region, a UK nation, or both: IE,GB-ENG");
    }
  }

  /**
   * The jurisdiction of a request that the person files: under a law with the calendars of several
   * places the controller's own one of these, and empty where none is set; then weekends alone
   * count, which is never later. Under any other law it is the person's.
   *
   * @param law a regime's name
   * @param residence ISO 3166 code of where the person lives
   */
  public Optional<String> jurisdiction(String law, String residence) {
    var rule = books.get().find(Law.ruleOf(law)).orElseThrow();
    return rule.calendars().size() == 1
        ? Optional.of(residence)
        : codes.stream().filter(code -> knows(rule, code)).findFirst();
  }

  private static boolean knows(Rule rule, String code) {
    return Law.findCalendar(rule, code).isPresent();
  }
}
