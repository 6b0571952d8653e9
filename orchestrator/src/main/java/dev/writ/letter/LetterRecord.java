package dev.writ.letter;

import dev.writ.evidence.EvidenceLog;
import dev.writ.lifecycle.LetterEvent;
import dev.writ.lifecycle.LetterState;
import dev.writ.lifecycle.Lifecycles;
import dev.writ.lifecycle.StaleVersion;
import dev.writ.page.Language;
import dev.writ.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The letter table. Callers hold the transaction. */
@Component
class LetterRecord {
  private static final String ROWS =
      "select l.*, r.regime, r.language as wish from letter l join request r on r.id ="
          + " l.request_id";
  private final JdbcClient sql;
  private final EvidenceLog evidence;

  LetterRecord(JdbcClient sql, EvidenceLog evidence) {
    this.sql = sql;
    this.evidence = evidence;
  }

  /** What lies sealed with a letter. */
  record SealedParts(byte @Nullable [] facts, byte @Nullable [] subject, byte @Nullable [] body) {}

  /** A new letter; empty when this occasion has ordered it before. */
  Optional<UUID> add(
      UUID id, UUID request, LetterKind kind, String occasion, String actor, Instant at) {
    int added =
        sql.sql(
                "insert into letter (id, request_id, kind, occasion, state, ordered_at, ordered_by)"
                    + " values (?,?,?,?,'ORDERED',?,?) on conflict do nothing")
            .params(id, request, kind.name(), occasion, Timestamp.from(at), actor)
            .update();
    if (added == 0) {
      return Optional.empty();
    }
    evidence.append(request, null, kind + "_LETTER_ORDER", "NONE", "ORDERED", actor);
    return Optional.of(id);
  }

  void facts(UUID id, byte[] sealed) {
    sql.sql("update letter set facts = ? where id = ?").params(sealed, id).update();
  }

  Letter require(UUID id) {
    return find(ROWS + " where l.id = ?", id);
  }

  private Letter find(String query, UUID id) {
    return sql.sql(query)
        .param(id)
        .query(LetterRecord::row)
        .optional()
        .orElseThrow(() -> Problem.notFound("no such letter"));
  }

  UUID requestOf(UUID id) {
    return sql.sql("select request_id from letter where id = ?")
        .param(id)
        .query(UUID.class)
        .optional()
        .orElseThrow(() -> Problem.notFound("no such letter"));
  }

  /** The letter, held until the caller's transaction ends. */
  Letter lock(UUID id) {
    return find(ROWS + " where l.id = ? for update of l", id);
  }

  List<Letter> of(UUID request, LetterKind kind) {
    return sql.sql(ROWS + " where l.request_id = ? and l.kind = ? order by l.seq for update of l")
        .params(request, kind.name())
        .query(LetterRecord::row)
        .list();
  }

  SealedParts sealed(UUID id) {
    return sql.sql("select facts, subject, body from letter where id = ?")
        .param(id)
        .query((row, n) -> new SealedParts(row.getBytes(1), row.getBytes(2), row.getBytes(3)))
        .single();
  }

  /** Letters that somebody must be working on before {@code soon}. */
  List<UUID> atWork(Instant soon) {
    return sql.sql(
            "select id from letter where state in ('ORDERED', 'SENDING')"
                + " and (next_at is null or next_at <= ?) order by seq")
        .param(Timestamp.from(soon))
        .query(UUID.class)
        .list();
  }

  /** Letters of a request that have not gone out, held until the caller's transaction ends. */
  List<Letter> unsent(UUID request) {
    return sql.sql(
            ROWS
                + " where l.request_id = ? and l.state in"
                + " ('ORDERED', 'REFUSED_BY_VALIDATOR', 'BY_HAND', 'FAILED') for update of l")
        .param(request)
        .query(LetterRecord::row)
        .list();
  }

  /** Letters that pass the filter, newest first, after the one of this id. */
  List<Letter> page(LetterFilter filter, @Nullable UUID after, int limit) {
    var where = new ArrayList<String>();
    var params = new ArrayList<Object>();
    filter.write(where, params);
    if (after != null) {
      where.add("l.seq < ?");
      params.add(
          sql.sql("select seq from letter where id = ?")
              .param(after)
              .query(Long.class)
              .optional()
              .orElseThrow(() -> Problem.parameter("after: no letter has this id")));
    }
    params.add(limit);
    var conditions = where.isEmpty() ? "" : " where " + String.join(" and ", where);
    return sql.sql(ROWS + conditions + " order by l.seq desc limit ?")
        .params(params)
        .query(LetterRecord::row)
        .list();
  }

  /** Moves the letter with its evidence entry; a lost race is a stale version. */
  void move(Letter letter, LetterEvent event, String actor) {
    var to = Lifecycles.LETTER.require(letter.state(), event);
    if (sql.sql("update letter set state = ?, version = version + 1 where id = ? and version = ?")
            .params(to.name(), letter.id(), letter.version())
            .update()
        != 1) {
      throw new StaleVersion();
    }
    evidence.append(
        letter.request(),
        null,
        letter.kind() + "_LETTER_" + event,
        letter.state().name(),
        to.name(),
        actor);
  }

  /** The text of a letter, and what it lacks. */
  void written(UUID id, Language language, Template template, byte[] subject, byte[] body) {
    sql.sql(
            "update letter set language = ?, template_version = ?, template_sha256 = ?, subject ="
                + " ?, body = ? where id = ?")
        .param(language.tag())
        .param(template.origin() == Template.Origin.OWN ? template.version() : 0)
        .param(template.wording().sha256())
        .param(subject)
        .param(body)
        .param(id)
        .update();
  }

  void missing(UUID id, List<String> blocks, @Nullable String trouble) {
    sql.sql("update letter set missing = ?, trouble = ? where id = ?")
        .param(String.join(",", blocks))
        .param(trouble)
        .param(id)
        .update();
  }

  /** It is about to be handed over. */
  void intended(UUID id, Letter.Channel channel, Instant at) {
    sql.sql(
            "update letter set channel = ?, intended_at = ?, attempts = attempts + 1, next_at ="
                + " null, tried_since = coalesce(tried_since, ?) where id = ?")
        .params(channel.name(), Timestamp.from(at), Timestamp.from(at), id)
        .update();
  }

  void channel(UUID id, Letter.Channel channel) {
    sql.sql("update letter set channel = ? where id = ?").params(channel.name(), id).update();
  }

  void sent(UUID id, Instant at) {
    sql.sql(
            "update letter set sent_at = ?, next_at = null, tried_since = null, trouble = null"
                + " where id = ?")
        .params(Timestamp.from(at), id)
        .update();
  }

  void trouble(UUID id, String words, @Nullable Instant nextAt) {
    sql.sql("update letter set trouble = ?, next_at = ? where id = ?")
        .param(words)
        .param(nextAt == null ? null : Timestamp.from(nextAt))
        .param(id)
        .update();
  }

  void returned(UUID id, Instant at) {
    sql.sql("update letter set returned_at = ? where id = ?")
        .params(Timestamp.from(at), id)
        .update();
  }

  /** When it last came back, if it ever did. */
  Optional<Instant> findReturned(UUID id) {
    return sql.sql("select returned_at from letter where id = ? and returned_at is not null")
        .param(id)
        .query((row, n) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  /** As if it had just been ordered; a text that never went out is written anew. */
  void anew(Letter letter) {
    sql.sql("update letter set next_at = null, tried_since = null, trouble = null where id = ?")
        .param(letter.id())
        .update();
    if (!letter.out()) {
      sql.sql("update letter set subject = null, body = null, missing = '' where id = ?")
          .param(letter.id())
          .update();
    }
  }

  /** It says something else, and is written anew. */
  void rewrite(UUID id, byte[] facts) {
    sql.sql("update letter set facts = ?, subject = null, body = null where id = ?")
        .params(facts, id)
        .update();
  }

  /** What was sealed under the request's key is removed with it. */
  void forget(UUID request) {
    sql.sql("update letter set facts = null, subject = null, body = null where request_id = ?")
        .param(request)
        .update();
  }

  List<UUID> ids(UUID request) {
    return sql.sql("select id from letter where request_id = ?")
        .param(request)
        .query(UUID.class)
        .list();
  }

  private static Letter row(ResultSet row, int n) throws SQLException {
    var language = row.getString("language");
    var wish = language == null ? row.getString("wish") : language;
    var missing = row.getString("missing");
    return new Letter(
        row.getObject("id", UUID.class),
        row.getLong("version"),
        row.getObject("request_id", UUID.class),
        row.getString("regime"),
        LetterKind.valueOf(row.getString("kind")),
        row.getString("occasion"),
        LetterState.valueOf(row.getString("state")),
        Optional.ofNullable(wish).map(Language::of),
        row.getBytes("body") != null,
        Optional.ofNullable(row.getObject("template_version", Integer.class)),
        Optional.ofNullable(row.getString("template_sha256")),
        Stream.of(missing.split(",")).filter(block -> !block.isEmpty()).toList(),
        Optional.ofNullable(row.getString("channel")).map(Letter.Channel::valueOf),
        row.getTimestamp("ordered_at").toInstant(),
        row.getString("ordered_by"),
        row.getInt("attempts"),
        instant(row, "tried_since"),
        instant(row, "next_at"),
        instant(row, "intended_at"),
        instant(row, "sent_at"),
        Optional.ofNullable(row.getString("trouble")));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }
}
