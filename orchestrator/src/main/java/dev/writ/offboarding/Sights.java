package dev.writ.offboarding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Dated looks at a vendor that was left, and what they have shown. */
@Component
class Sights {
  private final JdbcClient sql;
  private final Clock clock;

  Sights(JdbcClient sql, Clock clock) {
    this.clock = clock;
    this.sql = sql;
  }

  /** What is looked at. */
  enum Kind {
    /** Whether the old credentials open anything. */
    ACCESS,
    /** Whether another connection to the account still finds what was ours. */
    DATA
  }

  /** What was seen. */
  enum Outcome {
    REFUSED,
    OPEN,
    ABSENT,
    PRESENT,
    /** The vendor answered neither way. */
    UNCLEAR;

    /** Whether the promise is kept, as far as this look shows. */
    boolean good() {
      return this == REFUSED || this == ABSENT;
    }
  }

  /**
   * One look.
   *
   * @param found how many of what was erased it has seen to be there
   * @param unseen how many could be looked at before and cannot now
   */
  record Look(
      UUID id,
      int round,
      Kind kind,
      Instant dueAt,
      int tries,
      long found,
      long unseen,
      Optional<Instant> lookedAt,
      Optional<Outcome> outcome,
      Optional<String> note) {}

  void plan(UUID id, int round, Kind kind, Instant dueAt) {
    sql.sql(
            "insert into offboarding_look (id, offboarding_id, round, kind, due_at) values"
                + " (?,?,?,?,?)")
        .params(UUID.randomUUID(), id, round, kind.name(), Timestamp.from(dueAt))
        .update();
  }

  /** All of them, by due time. */
  List<Look> of(UUID id) {
    return sql.sql("select * from offboarding_look where offboarding_id = ? order by due_at, kind")
        .param(id)
        .query(Sights::row)
        .list();
  }

  /** Those of the present round. */
  List<Look> of(UUID id, int round) {
    return of(id).stream().filter(look -> look.round() == round).toList();
  }

  /** The first of this kind that is to be made. */
  Optional<Look> next(UUID id, int round, Kind kind) {
    return of(id, round).stream()
        .filter(look -> look.kind() == kind && look.lookedAt().isEmpty())
        .findFirst();
  }

  /** Offboardings that wait for a look that is due later than this. */
  List<UUID> waitingBeyond(Instant latest) {
    return sql.sql(
            """
            select distinct o.id from offboarding_look k join offboarding o on o.id = k.offboarding_id
            where o.state in ('PROBING', 'WATCHING') and k.looked_at is null and k.due_at > ?
            """)
        .param(Timestamp.from(latest))
        .query(UUID.class)
        .list();
  }

  /** Looks that are due later than this are not made; how many there were. */
  int dropAfter(UUID id, Instant latest) {
    return sql.sql(
            "delete from offboarding_look where offboarding_id = ? and looked_at is null and due_at"
                + " > ?")
        .params(id, Timestamp.from(latest))
        .update();
  }

  void found(UUID look, long more, long unseen) {
    sql.sql("update offboarding_look set found = found + ?, unseen = unseen + ? where id = ?")
        .params(more, unseen, look)
        .update();
  }

  /** What a look has found so far counts no more. */
  void forget(UUID look) {
    sql.sql("update offboarding_look set found = 0, unseen = 0 where id = ?").param(look).update();
  }

  /**
   * What a look has shown.
   *
   * @param again when it is made again; null when that was the last word
   */
  void seen(UUID look, Outcome outcome, String note, @Nullable Instant again) {
    sql.sql(
            """
            update offboarding_look set tries = tries + 1, outcome = ?, note = ?, due_at = coalesce(?, due_at),
              looked_at = ?, found = case when ? then found else 0 end, unseen = 0
            where id = ?
            """)
        .param(outcome.name())
        .param(note)
        .param(again == null ? null : Timestamp.from(again))
        .param(again == null ? Timestamp.from(clock.instant()) : null)
        .param(again == null)
        .param(look)
        .update();
  }

  /** Whether a look of this kind has ended without telling anything. */
  boolean anyUnclear(UUID id, int round, Kind kind) {
    return of(id, round).stream()
        .filter(look -> look.kind() == kind && look.lookedAt().isPresent())
        .anyMatch(look -> look.outcome().filter(Outcome.UNCLEAR::equals).isPresent());
  }

  /** A person looked: what stayed unclear is looked at again. */
  void reopenUnclear(UUID id, int round) {
    sql.sql(
            "update offboarding_look set looked_at = null, tries = 0, found = 0, unseen = 0 where"
                + " offboarding_id = ? and round = ? and outcome = 'UNCLEAR'")
        .params(id, round)
        .update();
  }

  private static Look row(ResultSet row, int n) throws SQLException {
    return new Look(
        row.getObject("id", UUID.class),
        row.getInt("round"),
        Kind.valueOf(row.getString("kind")),
        row.getTimestamp("due_at").toInstant(),
        row.getInt("tries"),
        row.getLong("found"),
        row.getLong("unseen"),
        Optional.ofNullable(row.getTimestamp("looked_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getString("outcome")).map(Outcome::valueOf),
        Optional.ofNullable(row.getString("note")));
  }
}
