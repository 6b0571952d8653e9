package dev.writ.web;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Pages of a table's rows, newest first: each goes on below the last row of the one before, so that
 * rows that came in between move nothing.
 *
 * @param table has a column {@code id} and one {@code seq} that rises
 * @param rows the table, or what it is joined with; {@code seq} is one column of them
 */
public record NewestFirst<T>(JdbcClient sql, String table, String rows, RowMapper<T> row) {

  /** Rows of the table alone. */
  public NewestFirst(JdbcClient sql, String table, RowMapper<T> row) {
    this(sql, table, table, row);
  }

  /** Which rows are shown: adds conditions on the table, and their parameters. */
  public interface Filter {
    void write(List<String> where, List<Object> params);
  }

  /**
   * Up to {@code limit} rows, the newest first.
   *
   * @param after the last id of the page before
   * @throws Problem invalid-parameter when {@code after} is no row's id
   */
  public List<T> page(Filter filter, @Nullable UUID after, int limit) {
    var where = new ArrayList<String>();
    var params = new ArrayList<Object>();
    filter.write(where, params);
    if (after != null) {
      where.add("seq < ?");
      params.add(seq(after));
    }
    params.add(limit);
    var conditions = where.isEmpty() ? "" : " where " + String.join(" and ", where);
    return sql.sql("select * from " + rows + conditions + " order by seq desc limit ?")
        .params(params)
        .query(row)
        .list();
  }

  private long seq(UUID id) {
    return sql.sql("select seq from " + table + " where id = ?")
        .param(id)
        .query(Long.class)
        .optional()
        .orElseThrow(
            () -> Problem.parameter("after: no " + table.replace('_', ' ') + " has this id"));
  }
}
