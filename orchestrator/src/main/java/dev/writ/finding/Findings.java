package dev.writ.finding;

import dev.writ.lifecycle.FindingEvent;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where rooms bring what they have found. */
@Service
public class Findings {
  private final FindingRecord record;
  private final JdbcClient sql;
  private final ApplicationEventPublisher events;

  Findings(FindingRecord record, JdbcClient sql, ApplicationEventPublisher events) {
    this.record = record;
    this.sql = sql;
    this.events = events;
  }

  /** A finding that somebody accepted until a day. */
  public record Accepted(UUID id, String code, LocalDate until) {}

  /**
   * Raises a finding, in the caller's transaction where there is one. While one of the same key is
   * not resolved that one is seen once more, with the newer words. A graver severity replaces its
   * own, and opens it again when the lesser one was accepted.
   *
   * @return the finding's id
   */
  @Transactional
  public UUID raise(FindingDraft draft) {
    while (true) {
      var known = record.lockUnresolved(draft.key());
      if (known.isPresent()) {
        var finding = known.get();
        record.seenAgain(finding, draft.summary());
        if (draft.severity().compareTo(finding.severity()) > 0) {
          record.worsen(finding, draft.severity());
          events.publishEvent(FindingRaised.of(finding.id(), draft));
        }
        return finding.id();
      }
      var added = record.add(draft);
      if (added.isPresent()) {
        events.publishEvent(FindingRaised.of(added.get(), draft));
        return added.get();
      }
    }
  }

  /** What was found is no longer so: the finding of this key, if any, is resolved by the system. */
  @Transactional
  public void over(String key) {
    over(List.of(key));
  }

  /** The same of many keys at once. */
  @Transactional
  public void over(Collection<String> keys) {
    record
        .lockUnresolved(keys)
        .forEach(
            finding -> {
              record.resolved(finding.id(), null, "SYSTEM");
              record.move(finding, FindingEvent.RESOLVE, "SYSTEM", null);
            });
  }

  /** Whether a finding of this key is open or accepted. */
  public boolean unresolved(String key) {
    return sql.sql("select exists (select 1 from finding where key = ? and state <> 'RESOLVED')")
        .param(key)
        .query(Boolean.class)
        .single();
  }

  /** Whether there ever was a finding of this key. */
  public boolean known(String key) {
    return sql.sql("select exists (select 1 from finding where key = ?)")
        .param(key)
        .query(Boolean.class)
        .single();
  }

  /** The keys of all findings of this code that are open or accepted. */
  public List<String> unresolvedKeys(String code) {
    return sql.sql("select key from finding where code = ? and state <> 'RESOLVED' order by seq")
        .param(code)
        .query(String.class)
        .list();
  }

  /** Findings whose acceptance ends on this day or earlier. */
  public List<Accepted> acceptedUntil(LocalDate day) {
    return sql.sql(
            "select id, code, accepted_until from finding where state = 'ACCEPTED'"
                + " and accepted_until <= ? order by seq")
        .param(day)
        .query(
            (row, n) ->
                new Accepted(
                    row.getObject(1, UUID.class),
                    row.getString(2),
                    row.getObject(3, LocalDate.class)))
        .list();
  }
}
