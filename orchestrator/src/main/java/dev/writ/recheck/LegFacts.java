package dev.writ.recheck;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is known of a leg besides its verdict. That an API shows nothing is an observation; that a
 * documented time has passed is not one, and its day can be entered before it comes: then it is
 * known from that day on, also when nothing is looked at any more and the request's key is gone.
 */
@Component
class LegFacts {
  private final JdbcClient sql;

  LegFacts(JdbcClient sql) {
    this.sql = sql;
  }

  /** The two facts. */
  enum Fact {
    /** A look with a positive control showed nothing; the last one counts. */
    API_ABSENT,
    /** The vendor's documented window has passed; nothing was observed. */
    RETENTION_ELAPSED
  }

  /** One fact of one leg. */
  record Known(UUID leg, Fact fact, String about, Instant at) {}

  /** Records the fact; false when it was known, whose time is then the newer one. */
  boolean learn(UUID leg, Fact fact, String about, Instant at) {
    return sql.sql(
            """
            insert into leg_fact (leg_id, fact, about, at) values (?,?,?,?)
            on conflict (leg_id, fact, about) do update set at = excluded.at
            returning xmax = 0
            """)
        .params(leg, fact.name(), about, Timestamp.from(at))
        .query(Boolean.class)
        .single();
  }

  /** The leg's data is there again: nothing of it holds any more. */
  void forget(UUID leg) {
    sql.sql("delete from leg_fact where leg_id = ?").param(leg).update();
  }

  /** What is to be known later counts from an erasure that did not last. */
  void forgetAfter(UUID leg, Instant now) {
    sql.sql("delete from leg_fact where leg_id = ? and at > ?")
        .params(leg, Timestamp.from(now))
        .update();
  }

  /** What is known by now. */
  List<Known> of(UUID request, Instant now) {
    return sql.sql(
            """
            select f.* from leg_fact f join leg l on l.id = f.leg_id where l.request_id = ? and f.at <= ?
            order by f.at, f.fact, f.about
            """)
        .params(request, Timestamp.from(now))
        .query(
            (row, n) ->
                new Known(
                    row.getObject("leg_id", UUID.class),
                    Fact.valueOf(row.getString("fact")),
                    row.getString("about"),
                    row.getTimestamp("at").toInstant()))
        .list();
  }
}
