package dev.writ.claim;

import dev.writ.lifecycle.StaleVersion;
import dev.writ.vendor.spi.Promise;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The claims, their history and the choice of a plan. Callers hold the transaction. */
@Component
class ClaimRecord {
  private static final String COLUMNS =
      "promise, version, evidence, value, counted_from, statement, source, stated_on, expires_on,"
          + " at, actor";
  private final JdbcClient sql;
  private final Clock clock;

  ClaimRecord(JdbcClient sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** One claim for each promise. */
  Map<Promise, Claim> of(UUID connection) {
    var all = new EnumMap<Promise, Claim>(Promise.class);
    for (var promise : Promise.values()) {
      all.put(promise, Claim.unknown(promise));
    }
    sql.sql("select " + COLUMNS + " from claim where connection_id = ?")
        .param(connection)
        .query(ClaimRecord::row)
        .list()
        .forEach(claim -> all.put(claim.promise(), claim));
    return all;
  }

  /**
   * Takes the place of the claim of this version, and is kept in the history.
   *
   * @throws StaleVersion when that is not the present one
   */
  void put(UUID connection, Claim claim) {
    var values = new ArrayList<@Nullable Object>();
    values.add(connection);
    values.add(claim.promise().name());
    values.add(claim.version() + 1);
    values.add(claim.evidence().name());
    values.add(claim.value());
    var from = claim.countedFrom();
    values.add(from == null ? null : from.name());
    values.add(claim.statement());
    values.add(claim.source());
    values.add(claim.statedOn());
    values.add(claim.expiresOn());
    values.add(Timestamp.from(clock.instant()));
    values.add(claim.actor());
    var kept = new ArrayList<>(values);
    values.add(claim.version());
    int written =
        sql.sql(
                "insert into claim (connection_id, "
                    + COLUMNS
                    + """
                    ) values (?,?,?,?,?,?,?,?,?,?,?,?)
                    on conflict (connection_id, promise) do update set version = excluded.version,
                      evidence = excluded.evidence, value = excluded.value, counted_from = excluded.counted_from,
                      statement = excluded.statement,
                      source = excluded.source, stated_on = excluded.stated_on, expires_on = excluded.expires_on,
                      at = excluded.at, actor = excluded.actor
                    where claim.version = ?
                    """)
            .params(values)
            .update();
    if (written != 1 || (claim.version() > 0 && !existed(connection, claim))) {
      throw new StaleVersion();
    }
    sql.sql(
            "insert into claim_history (connection_id, "
                + COLUMNS
                + ") values (?,?,?,?,?,?,?,?,?,?,?,?)")
        .params(kept)
        .update();
  }

  /** A version above 0 of what was never entered is none that anybody has read. */
  private boolean existed(UUID connection, Claim claim) {
    return sql.sql(
            "select exists (select 1 from claim_history where connection_id = ? and promise = ?"
                + " and version = ?)")
        .params(connection, claim.promise().name(), claim.version())
        .query(Boolean.class)
        .single();
  }

  /** Latest first. */
  List<Claim> history(UUID connection, Promise promise, int limit) {
    return sql.sql(
            "select "
                + COLUMNS
                + " from claim_history where connection_id = ? and promise = ? order by id desc"
                + " limit ?")
        .params(connection, promise.name(), limit)
        .query(ClaimRecord::row)
        .list();
  }

  /** Which candidates were said to apply; empty before anybody was asked. */
  Optional<List<String>> chosen(UUID connection) {
    return sql.sql("select applies_to from claim_plan where connection_id = ?")
        .param(connection)
        .query((row, n) -> List.of((String[]) row.getArray(1).getArray()))
        .optional();
  }

  /** False when somebody has chosen before and {@code again} is not meant. */
  boolean choose(UUID connection, List<String> appliesTo, String actor, boolean again) {
    return sql.sql(
                "insert into claim_plan (connection_id, applies_to, at, actor) values (?,?,?,?)"
                    + " on conflict (connection_id) "
                    + (again
                        ? "do update set applies_to = excluded.applies_to, at = excluded.at,"
                            + " actor = excluded.actor"
                        : "do nothing"))
            .params(
                connection,
                appliesTo.toArray(String[]::new),
                Timestamp.from(clock.instant()),
                actor)
            .update()
        == 1;
  }

  /** Connections with their claims that end on this day or earlier. */
  List<Ending> endingBy(LocalDate day) {
    return sql.sql(
            "select connection_id, promise, expires_on from claim where evidence <> 'NONE'"
                + " and expires_on <= ?")
        .param(day)
        .query(
            (row, n) ->
                new Ending(
                    row.getObject(1, UUID.class),
                    "claim " + row.getString(2),
                    row.getObject(3, LocalDate.class)))
        .list();
  }

  private static Claim row(ResultSet row, int n) throws SQLException {
    return new Claim(
        Promise.valueOf(row.getString("promise")),
        row.getLong("version"),
        ClaimEvidence.valueOf(row.getString("evidence")),
        row.getString("value"),
        from(row.getString("counted_from")),
        row.getString("statement"),
        row.getString("source"),
        row.getObject("stated_on", LocalDate.class),
        row.getObject("expires_on", LocalDate.class),
        instant(row.getTimestamp("at")),
        row.getString("actor"));
  }

  private static @Nullable CountedFrom from(@Nullable String name) {
    return name == null ? null : CountedFrom.valueOf(name);
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
