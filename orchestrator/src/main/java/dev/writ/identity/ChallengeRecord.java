package dev.writ.identity;

import dev.writ.identity.Challenge.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of codes and links. What is no longer open has neither hash nor sealed part left; the
 * table itself refuses anything else. Callers hold the transaction.
 */
@Component
class ChallengeRecord {
  private final JdbcClient sql;

  ChallengeRecord(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * By which a challenge can be used.
   *
   * @param entry hash of the word in its address
   * @param code hash of the code, where there is one
   * @param sealed what the letter needs
   */
  record Secrets(byte[] entry, byte @Nullable [] code, byte[] sealed) {}

  /** A challenge that was just tried, and the hash its code must have. */
  record Tried(Challenge challenge, Optional<byte[]> code) {}

  void add(Challenge challenge, Secrets secrets) {
    sql.sql(
            "insert into identity_challenge (id, request_id, kind, state, asked_at, until,"
                + " code_until, entry_hash, code_hash, sealed) values (?,?,?,?,?,?,?,?,?,?)")
        .param(challenge.id())
        .param(challenge.request())
        .param(challenge.kind().name())
        .param(challenge.state().name())
        .param(Timestamp.from(challenge.askedAt()))
        .param(Timestamp.from(challenge.until()))
        .param(challenge.codeUntil().map(Timestamp::from).orElse(null))
        .param(secrets.entry())
        .param(secrets.code())
        .param(secrets.sealed())
        .update();
  }

  /** The open challenge with this word in its address. */
  Optional<Challenge> find(byte[] entry, Instant now) {
    return sql.sql(
            "select * from identity_challenge where entry_hash = ? and state = 'OPEN' and until >"
                + " ?")
        .params(entry, Timestamp.from(now))
        .query(ChallengeRecord::row)
        .optional();
  }

  /** Counts one try of a code, none of a link; empty when there is nothing to try. */
  Optional<Tried> attempt(byte[] entry, Instant now) {
    return sql.sql(
            """
            update identity_challenge set tries = tries + case kind when 'CODE' then 1 else 0 end
            where entry_hash = ? and state = 'OPEN' and until > ? and (kind = 'LINK' or tries < ?) returning *
            """)
        .params(entry, Timestamp.from(now), Challenge.TRIES)
        .query(ChallengeRecord::tried)
        .optional();
  }

  /** The same for the code that was sent for a request, wherever it is entered. */
  Optional<Tried> attemptCode(UUID request, Instant now) {
    return sql.sql(
            """
            update identity_challenge set tries = tries + 1
            where request_id = ? and state = 'OPEN' and code_hash is not null and code_until > ? and tries < ?
            returning *
            """)
        .params(request, Timestamp.from(now), Challenge.TRIES)
        .query(ChallengeRecord::tried)
        .optional();
  }

  /** The request, when there is a code of it to be entered. */
  Optional<UUID> findCoded(UUID request, Instant now) {
    return sql.sql(
            """
            select request_id from identity_challenge
            where request_id = ? and state = 'OPEN' and code_hash is not null and code_until > ?
            """)
        .params(request, Timestamp.from(now))
        .query(UUID.class)
        .optional();
  }

  /** Ends the code that came with a link, which goes on. */
  void endCode(UUID id) {
    sql.sql("update identity_challenge set code_hash = null where id = ?").param(id).update();
  }

  /** What the letter needs, once; empty when it was taken or there is nothing to send any more. */
  Optional<Challenge> findUnrevealed(UUID id, Instant now) {
    return sql.sql(
            """
            select * from identity_challenge
            where id = ? and state = 'OPEN' and until > ? and sealed is not null for update
            """)
        .params(id, Timestamp.from(now))
        .query(ChallengeRecord::row)
        .optional();
  }

  byte[] takeSealed(UUID id, Instant now) {
    var sealed =
        sql.sql("select sealed from identity_challenge where id = ?")
            .param(id)
            .query((row, n) -> row.getBytes(1))
            .single();
    sql.sql("update identity_challenge set sealed = null, revealed_at = ? where id = ?")
        .params(Timestamp.from(now), id)
        .update();
    return sealed;
  }

  /** Ends what is open of a request, if anything is. */
  void end(UUID request, State state) {
    sql.sql(
            """
            update identity_challenge set state = ?, entry_hash = null, code_hash = null, sealed = null
            where request_id = ? and state = 'OPEN'
            """)
        .params(state.name(), request)
        .update();
  }

  /** Ends what nobody can use any more. */
  void endExpired(Instant now) {
    sql.sql(
            "update identity_challenge set code_hash = null where code_hash is not null and"
                + " code_until <= ?")
        .param(Timestamp.from(now))
        .update();
    sql.sql(
            """
            update identity_challenge set state = 'EXPIRED', entry_hash = null, code_hash = null, sealed = null
            where state = 'OPEN' and until <= ?
            """)
        .param(Timestamp.from(now))
        .update();
  }

  /** When the request's challenges since then were asked for, oldest first. */
  List<Instant> askedSince(UUID request, Instant since) {
    return sql.sql(
            "select asked_at from identity_challenge where request_id = ? and asked_at > ?"
                + " order by asked_at")
        .params(request, Timestamp.from(since))
        .query((row, n) -> row.getTimestamp(1).toInstant())
        .list();
  }

  /** The challenges of a request, oldest first. */
  List<Challenge> of(UUID request) {
    return sql.sql("select * from identity_challenge where request_id = ? order by seq")
        .param(request)
        .query(ChallengeRecord::row)
        .list();
  }

  private static Tried tried(ResultSet row, int n) throws SQLException {
    return new Tried(row(row, n), Optional.ofNullable(row.getBytes("code_hash")));
  }

  private static Challenge row(ResultSet row, int n) throws SQLException {
    return new Challenge(
        row.getObject("id", UUID.class),
        row.getObject("request_id", UUID.class),
        Challenges.Kind.valueOf(row.getString("kind")),
        State.valueOf(row.getString("state")),
        row.getTimestamp("asked_at").toInstant(),
        row.getTimestamp("until").toInstant(),
        Optional.ofNullable(row.getTimestamp("code_until")).map(Timestamp::toInstant),
        row.getInt("tries"),
        Optional.ofNullable(row.getTimestamp("revealed_at")).map(Timestamp::toInstant));
  }
}
