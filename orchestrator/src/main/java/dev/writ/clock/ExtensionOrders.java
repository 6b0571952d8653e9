package dev.writ.clock;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Extensions whose notices have not gone out yet. Callers hold the request. */
@Component
class ExtensionOrders {
  private final JdbcClient sql;

  ExtensionOrders(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * One such extension.
   *
   * @param until the day the person is told, where the law sets none
   * @param newDue the new last lawful day, as the notice says it
   * @param judged whether the laws judge the reason, as of {@link ClockEvent.Extended}
   */
  record Order(
      String reason,
      @Nullable LocalDate until,
      boolean judged,
      LocalDate newDue,
      Instant orderedAt,
      String orderedBy) {}

  /** False when one waits already. */
  boolean add(UUID request, Order order) {
    return sql.sql(
                """
                insert into clock_extension_order (request_id, reason, until, ground_judged, new_due, ordered_at, ordered_by)
                values (?,?,?,?,?,?,?) on conflict do nothing
                """)
            .param(request)
            .param(order.reason())
            .param(order.until())
            .param(order.judged())
            .param(order.newDue())
            .param(Timestamp.from(order.orderedAt()))
            .param(order.orderedBy())
            .update()
        == 1;
  }

  Optional<Order> find(UUID request) {
    return sql.sql("select * from clock_extension_order where request_id = ?")
        .param(request)
        .query(
            (row, n) ->
                new Order(
                    row.getString("reason"),
                    row.getObject("until", LocalDate.class),
                    row.getBoolean("ground_judged"),
                    row.getObject("new_due", LocalDate.class),
                    row.getTimestamp("ordered_at").toInstant(),
                    row.getString("ordered_by")))
        .optional();
  }

  void remove(UUID request) {
    sql.sql("delete from clock_extension_order where request_id = ?").param(request).update();
  }
}
