package dev.writ.clock;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
   * @param reasons as of {@link ClockEvent.Extended}
   * @param until the day the person is told, where the law sets none
   * @param takers the laws that took the reasons when it was ordered
   * @param newDue the new last lawful day, as the notice says it
   * @param letter the notice; null until it is ordered too
   */
  record Order(
      List<String> reasons,
      @Nullable LocalDate until,
      Takers takers,
      LocalDate newDue,
      Instant orderedAt,
      String orderedBy,
      @Nullable UUID letter) {}

  /** False when one waits already. */
  boolean add(UUID request, Order order) {
    return sql.sql(
                """
                insert into clock_extension_order (request_id, reason, until, taken_by, new_due, ordered_at, ordered_by, letter)
                values (?,?,?,?,?,?,?,?) on conflict do nothing
                """)
            .param(request)
            .param(String.join(",", order.reasons()))
            .param(order.until())
            .param(ClockRecord.takenBy(order.takers()))
            .param(order.newDue())
            .param(Timestamp.from(order.orderedAt()))
            .param(order.orderedBy())
            .param(order.letter())
            .update()
        == 1;
  }

  Optional<Order> find(UUID request) {
    return sql.sql("select * from clock_extension_order where request_id = ?")
        .param(request)
        .query(
            (row, n) ->
                new Order(
                    ClockRecord.reasons(row),
                    row.getObject("until", LocalDate.class),
                    ClockRecord.takers(row),
                    row.getObject("new_due", LocalDate.class),
                    row.getTimestamp("ordered_at").toInstant(),
                    row.getString("ordered_by"),
                    row.getObject("letter", UUID.class)))
        .optional();
  }

  /** The one whose notice this letter is. */
  Optional<Order> find(UUID request, UUID letter) {
    return find(request).filter(order -> letter.equals(order.letter()));
  }

  /** This letter is the notice of what waits, if anything does. */
  void written(UUID request, UUID letter) {
    sql.sql("update clock_extension_order set letter = ? where request_id = ?")
        .params(letter, request)
        .update();
  }

  void remove(UUID request) {
    sql.sql("delete from clock_extension_order where request_id = ?").param(request).update();
  }
}
