package dev.writ.claim;

import dev.writ.claim.TrustAnswered.Answer;
import dev.writ.claim.TrustEvidence.Trial;
import dev.writ.connection.TrustLevel;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Officers' answers, trials and moves of trust. Callers hold the transaction. */
@Component
class TrustRecord {
  private final JdbcClient sql;
  private final Clock clock;

  TrustRecord(JdbcClient sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** An officer's word. */
  record Word(Answer answer, String note, LocalDate expiresOn, String actor) {}

  /** How the latest trial of a kind ended. */
  record Tried(UUID run, boolean passed, Instant at) {}

  /** One change of the level. */
  record Moved(Instant at, TrustLevel from, TrustLevel to, String reason, String actor) {}

  void answer(UUID connection, TrustQuestion question, Word word) {
    sql.sql(
            """
            insert into trust_answer (connection_id, question, answer, note, expires_on, at, actor)
            values (?,?,?,?,?,?,?)
            """)
        .params(
            connection,
            question.name(),
            word.answer().name(),
            word.note(),
            word.expiresOn(),
            now(),
            word.actor())
        .update();
  }

  Optional<Word> word(UUID connection, TrustQuestion question) {
    return sql.sql(
            "select answer, note, expires_on, actor from trust_answer where connection_id = ?"
                + " and question = ? order by id desc limit 1")
        .params(connection, question.name())
        .query(
            (row, n) ->
                new Word(
                    Answer.valueOf(row.getString(1)),
                    row.getString(2),
                    row.getObject(3, LocalDate.class),
                    row.getString(4)))
        .optional();
  }

  Optional<Tried> trial(UUID connection, Trial trial) {
    return sql.sql(
            "select run_id, passed, at from trust_trial where connection_id = ? and kind = ?"
                + " order by at desc, seq desc limit 1")
        .params(connection, trial.name())
        .query(
            (row, n) ->
                new Tried(
                    row.getObject(1, UUID.class),
                    row.getBoolean(2),
                    row.getTimestamp(3).toInstant()))
        .optional();
  }

  void moved(UUID connection, TrustLevel from, TrustLevel to, String reason, String actor) {
    sql.sql(
            "insert into trust_move (connection_id, from_level, to_level, reason, at, actor)"
                + " values (?,?,?,?,?,?)")
        .params(connection, from.name(), to.name(), reason, now(), actor)
        .update();
  }

  /** Whether somebody has ever raised it. */
  boolean raised(UUID connection) {
    return moves(connection, Integer.MAX_VALUE).stream()
        .anyMatch(move -> move.to().compareTo(move.from()) > 0);
  }

  /** Latest first. */
  List<Moved> moves(UUID connection, int limit) {
    return sql.sql(
            "select at, from_level, to_level, reason, actor from trust_move where connection_id = ?"
                + " order by id desc limit ?")
        .params(connection, limit)
        .query(
            (row, n) ->
                new Moved(
                    row.getTimestamp(1).toInstant(),
                    TrustLevel.valueOf(row.getString(2)),
                    TrustLevel.valueOf(row.getString(3)),
                    row.getString(4),
                    row.getString(5)))
        .list();
  }

  /** The present answers of officers that end on this day or earlier. */
  List<Ending> endingBy(LocalDate day) {
    return sql.sql(
            """
            select connection_id, question, expires_on from (
              select distinct on (connection_id, question) connection_id, question, answer, expires_on from trust_answer
              order by connection_id, question, id desc) present
            where answer <> 'UNKNOWN' and expires_on <= ?
            """)
        .param(day)
        .query(
            (row, n) ->
                new Ending(
                    row.getObject(1, UUID.class),
                    "answer to " + row.getString(2),
                    row.getObject(3, LocalDate.class)))
        .list();
  }

  /** The latest trials that have passed and count until this day or an earlier one. */
  List<Ending> trialsEndingBy(LocalDate day, Duration life) {
    return sql.sql(
            """
            select connection_id, kind, on_day from (
              select distinct on (connection_id, kind) connection_id, kind, passed,
                ((at + make_interval(secs => :life)) at time zone 'UTC')::date as on_day
              from trust_trial order by connection_id, kind, at desc, seq desc) latest
            where passed and on_day <= :day
            """)
        .param("life", life.toSeconds())
        .param("day", day)
        .query(
            (row, n) ->
                new Ending(
                    row.getObject(1, UUID.class),
                    "evidence of the last "
                        + row.getString(2).toLowerCase(Locale.ROOT).replace('_', ' '),
                    row.getObject(3, LocalDate.class)))
        .list();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
