package dev.writ.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Pages of a table's rows, newest first: each goes on below the last row of the one before, so that
 * rows that came in between move nothing.
 *
 * @param table has a column {@code id} and one {@code seq} that rises
 * @param order the columns by which a row is newer than another, the first of them first; {@code
 *     seq} is the last
 */
public record NewestFirst<T>(JdbcClient sql, String table, RowMapper<T> row, List<String> order) {

  /** In the order in which the rows were written. */
  public NewestFirst(JdbcClient sql, String table, RowMapper<T> row) {
    this(sql, table, row, List.of("seq"));
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
      where.add(
          "(%s) < (%s)"
              .formatted(columns(""), String.join(", ", Collections.nCopies(order.size(), "?"))));
      params.addAll(position(after));
    }
    params.add(limit);
    var conditions = where.isEmpty() ? "" : " where " + String.join(" and ", where);
    return sql.sql(
            "select * from %s%s order by %s limit ?".formatted(table, conditions, columns(" desc")))
        .params(params)
        .query(row)
        .list();
  }

  private String columns(String each) {
    return order.stream().map(column -> column + each).collect(Collectors.joining(", "));
  }

  private Collection<Object> position(UUID id) {
    return sql
        .sql("select %s from %s where id = ?".formatted(columns(""), table))
        .param(id)
        .query()
        .listOfRows()
        .stream()
        .findFirst()
        .orElseThrow(
            () -> Problem.parameter("after: no " + table.replace('_', ' ') + " has this id"))
        .values();
  }
}
