package dev.writ.clock;

import dev.writ.api.model.HolidayCorrectionView;
import dev.writ.api.model.Regime;
import dev.writ.api.model.RuleNote;
import dev.writ.api.model.RuleView;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/** Rules in the API's words. */
@Component
class RuleViews {
  private final RuleBooks books;
  private final RuleRecord record;

  RuleViews(RuleBooks books, RuleRecord record) {
    this.books = books;
    this.record = record;
  }

  RuleView brief(RuleBook.Entry entry) {
    var rule = entry.rule();
    var view =
        new RuleView(
            rule.id(),
            rule.version(),
            rule.name(),
            rule.law(),
            entry.shipped(),
            books.versions(rule.id()),
            rule.calendars(),
            rule.description(),
            rule.notes().stream().map(RuleViews::note).toList());
    Arrays.stream(Law.values())
        .filter(law -> law.rule().equals(rule.id()))
        .findFirst()
        .ifPresent(law -> view.setRegime(Regime.valueOf(law.name())));
    return view;
  }

  /** With its file, and why it was changed. */
  RuleView whole(RuleBook.Entry entry) {
    var view = brief(entry);
    view.setFile(entry.file());
    if (!entry.shipped()) {
      record
          .find(entry.rule().id(), entry.rule().version())
          .ifPresent(
              edition -> {
                view.setReason(edition.reason());
                view.setChangedAt(ClockViews.at(edition.at()));
              });
    }
    return view;
  }

  private static RuleNote note(Rule.Note note) {
    return new RuleNote(
        RuleNote.StandingEnum.valueOf(note.standing().name()), note.about(), note.text());
  }

  static HolidayCorrectionView holiday(RuleRecord.Noted noted) {
    var correction = noted.correction();
    return new HolidayCorrectionView(
        correction.calendar(),
        correction.day(),
        correction.off(),
        correction.name(),
        correction.reason(),
        noted.actor(),
        ClockViews.at(noted.at()));
  }
}
