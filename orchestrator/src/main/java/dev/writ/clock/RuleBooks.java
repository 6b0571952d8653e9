package dev.writ.clock;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The rule book as it is now: what is shipped, with what administrators have changed since. Each
 * look asks the record whether there was a change, so that every process uses it at once.
 */
@Component
class RuleBooks {
  private static final Logger LOG = LoggerFactory.getLogger(RuleBooks.class);
  private final RuleRecord record;
  private final RuleBook shipped = RuleBook.shipped();
  private volatile Known known = new Known(new RuleRecord.Changes(0, 0), shipped);

  RuleBooks(RuleRecord record) {
    this.record = record;
  }

  private record Known(RuleRecord.Changes changes, RuleBook book) {}

  /** Never called after a change in the same transaction: that may still be undone. */
  RuleBook current() {
    var changes = record.changes();
    var now = known;
    if (!now.changes().equals(changes)) {
      now = new Known(changes, read(changes));
      known = now;
    }
    return now.book();
  }

  /** Without what administrators have changed. */
  RuleBook shipped() {
    return shipped;
  }

  private RuleBook read(RuleRecord.Changes changes) {
    var book = shipped;
    for (var edition : record.newest()) {
      book = with(book, edition);
    }
    return book.with(record.corrections(), changes.holidays());
  }

  /** A release may bring a newer version than the administrator's: then that one leads. */
  private static RuleBook with(RuleBook book, RuleRecord.Edition edition) {
    var newer =
        book.find(edition.id())
            .map(Rule::version)
            .filter(version -> version >= edition.version())
            .isPresent();
    if (newer) {
      return book;
    }
    try {
      return book.with(RuleFile.read(edition.id(), edition.file()), edition.file());
    } catch (RuleMistake unreadable) {
      LOG.error(
          "rule {} version {} of an administrator cannot be read any more and is left out: {}",
          edition.id(),
          edition.version(),
          unreadable.discreet());
      return book;
    }
  }

  /**
   * A rule of an administrator that is not in force, because a release ships one of the same
   * version or a higher one.
   */
  record PassedOver(String id, int version, int shipped) {}

  List<PassedOver> passedOver() {
    return record.newest().stream()
        .flatMap(
            edition ->
                shipped.find(edition.id()).map(Rule::version).stream()
                    .filter(version -> version >= edition.version())
                    .map(version -> new PassedOver(edition.id(), edition.version(), version)))
        .toList();
  }

  /** All versions of a rule that are known, the lowest first. */
  List<Integer> versions(String id) {
    return Stream.concat(shipped.find(id).stream().map(Rule::version), record.versions(id).stream())
        .distinct()
        .sorted(Comparator.naturalOrder())
        .toList();
  }
}
