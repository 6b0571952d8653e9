package dev.writ.hold;

import dev.writ.lifecycle.HoldState;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which holds a list shows; null lets everything pass.
 *
 * @param request is named by it, or has something held under it
 * @param reviewBy is to be reviewed by this day
 */
record HoldFilter(
    @Nullable HoldState state,
    @Nullable HoldSort sort,
    @Nullable UUID request,
    @Nullable UUID connection,
    @Nullable LocalDate reviewBy) {

  /** Adds its conditions on the hold table and their parameters. */
  void write(List<String> where, List<Object> params) {
    write("state = ?", state == null ? null : state.name(), where, params);
    write("sort = ?", sort == null ? null : sort.name(), where, params);
    write("connection_id = ?", connection, where, params);
    write("review_on <= ?", reviewBy, where, params);
    if (request != null) {
      where.add(
          """
          (request_id = ? or leg_id in (select id from leg where request_id = ?) or id in (
            select k.hold_id from held_object k join leg_object o on o.id = k.object_id
            join leg l on l.id = o.leg_id where l.request_id = ? and o.state = 'HELD'))
          """);
      params.addAll(List.of(request, request, request));
    }
  }

  private static void write(
      String condition, @Nullable Object value, List<String> where, List<Object> params) {
    if (value != null) {
      where.add(condition);
      params.add(value);
    }
  }
}
