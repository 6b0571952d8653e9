package dev.writ.claim;

import dev.writ.claim.ErasedObjects.Rest;
import dev.writ.claim.SweepRound.Tally;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the rounds over erased objects have come. */
@Component
class SweepRecord {
  private final JdbcClient sql;

  SweepRecord(JdbcClient sql) {
    this.sql = sql;
  }

  /** Empty when none was begun since then. */
  Optional<SweepRound> find(UUID connection, Instant since) {
    return sql.sql("select * from sweep_round where connection_id = ? and begun_at >= ?")
        .params(connection, Timestamp.from(since))
        .query(SweepRecord::row)
        .optional();
  }

  /** Keeps it in the place of the one before. */
  void put(UUID connection, SweepRound round) {
    sql.sql(
            """
            insert into sweep_round (connection_id, begun_at, terms, after_place, until_place, gap, unnamed,
              unnamed_last, late_asked, late_absent, late_present, late_last, again_asked, again_absent, again_present, again_last,
              whole_at)
            values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
            on conflict (connection_id) do update set begun_at = excluded.begun_at, terms = excluded.terms,
              after_place = excluded.after_place, until_place = excluded.until_place, gap = excluded.gap,
              unnamed = excluded.unnamed, unnamed_last = excluded.unnamed_last, late_asked = excluded.late_asked, late_absent = excluded.late_absent,
              late_present = excluded.late_present, late_last = excluded.late_last, again_asked = excluded.again_asked,
              again_absent = excluded.again_absent, again_present = excluded.again_present,
              again_last = excluded.again_last, whole_at = excluded.whole_at
            """)
        .param(connection)
        .param(Timestamp.from(round.begunAt()))
        .param(round.terms())
        .param(round.rest().after())
        .param(round.rest().until())
        .param(round.gap())
        .param(round.unnamed())
        .param(round.unnamedLast())
        .param(round.late().asked())
        .param(round.late().absent())
        .param(round.late().present())
        .param(name(round.late().last()))
        .param(round.again().asked())
        .param(round.again().absent())
        .param(round.again().present())
        .param(name(round.again().last()))
        .param(timestamp(round.wholeAt()))
        .update();
  }

  private static SweepRound row(ResultSet row, int n) throws SQLException {
    var whole = row.getTimestamp("whole_at");
    return new SweepRound(
        row.getTimestamp("begun_at").toInstant(),
        row.getString("terms"),
        new Rest(row.getLong("after_place"), row.getLong("until_place")),
        row.getBoolean("gap"),
        row.getBoolean("unnamed"),
        row.getBoolean("unnamed_last"),
        tally(row, "late"),
        tally(row, "again"),
        whole == null ? null : whole.toInstant());
  }

  private static Tally tally(ResultSet row, String question) throws SQLException {
    var last = row.getString(question + "_last");
    return new Tally(
        row.getInt(question + "_asked"),
        row.getInt(question + "_absent"),
        row.getInt(question + "_present"),
        last == null ? null : Standing.valueOf(last));
  }

  private static @Nullable String name(@Nullable Standing standing) {
    return standing == null ? null : standing.name();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }
}
