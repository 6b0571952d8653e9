package dev.writ.clock;

import dev.writ.clock.HolidayCorrections.Correction;
import dev.writ.web.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What administrators change in the law's rules. Every version and every correction is kept. */
@Service
class RuleDesk {
  private final RuleBooks books;
  private final RuleRecord record;
  private final SupersededRules superseded;

  RuleDesk(RuleBooks books, RuleRecord record, SupersededRules superseded) {
    this.books = books;
    this.record = record;
    this.superseded = superseded;
  }

  /**
   * Adds a rule, or overrides one with a higher version.
   *
   * @param file the whole rule, as in a rule file
   */
  @Transactional
  public void put(String id, String file, String reason, String actor) {
    record.oneAtATime();
    try {
      var rule = RuleFile.read("file", file);
      if (!rule.id().equals(id)) {
        throw Problem.invalid("file: id: is not the one in the path");
      }
      books.current().with(rule, file);
      superseded.over(id);
      record.add(rule, file, reason, actor);
    } catch (RuleMistake mistake) {
      throw Problem.invalid(mistake.discreet());
    }
  }

  /** A day counts as a holiday of a calendar, or does not. */
  @Transactional
  public void correct(Correction correction, String actor) {
    if (!PublicHolidays.has(correction.calendar())) {
      throw Problem.notFound("there is no such calendar");
    }
    record.oneAtATime();
    record.correct(correction, actor);
  }
}
