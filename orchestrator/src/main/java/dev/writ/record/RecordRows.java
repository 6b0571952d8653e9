package dev.writ.record;

import dev.writ.settings.WritSettings;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the record of a year in portions, oldest first: no transaction and no connection is held
 * while a slow reader takes its time. Dates of answers are days in the controller's zone.
 */
@Component
class RecordRows {
  static final int PORTION = 1_000;

  static final String QUERY =
      """
      select r.id, r.seq, r.received_on, r.kind, r.regime, r.also_under, r.channel,
        (a.answered_at at time zone ?)::date as responded_on,
      """
          + Nature.COLUMNS
          + """
          from request r left join request_answer a on a.request_id = r.id
          where (r.received_on, r.seq) > (?, ?) and r.received_on < ?
          order by r.received_on, r.seq limit ?
          """;

  private final JdbcClient sql;
  private final String zone;

  RecordRows(JdbcClient sql, WritSettings settings) {
    this.sql = sql;
    this.zone = settings.clock().zone().getId();
  }

  /** The first portion of the requests that were received in a calendar year. */
  List<RecordRow> first(int year) {
    return portion(year, LocalDate.of(year, 1, 1), Long.MIN_VALUE);
  }

  /** The portion after the one that ends so. */
  List<RecordRow> after(int year, RecordRow last) {
    return portion(year, last.receivedOn(), last.seq());
  }

  private List<RecordRow> portion(int year, LocalDate day, long seq) {
    return sql.sql(QUERY)
        .params(zone, day, seq, LocalDate.of(year + 1, 1, 1), PORTION)
        .query(RecordRows::row)
        .list();
  }

  private static RecordRow row(ResultSet row, int n) throws SQLException {
    return new RecordRow(
        row.getObject("id", UUID.class),
        row.getLong("seq"),
        row.getObject("received_on", LocalDate.class),
        row.getString("kind"),
        row.getString("regime"),
        words(row.getArray("also_under")),
        row.getString("channel"),
        row.getObject("responded_on", LocalDate.class),
        Nature.valueOf(row.getString("nature")),
        words(row.getArray("grounds")));
  }

  private static List<String> words(@Nullable Array column) throws SQLException {
    return column == null ? List.of() : List.of((String[]) column.getArray());
  }
}
