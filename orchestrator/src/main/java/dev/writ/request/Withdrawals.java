package dev.writ.request;

import dev.writ.leg.Stopping.Stopped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a withdrawal found at each leg, for the person who has to be told. */
@Component
class Withdrawals {
  private final JdbcClient sql;

  Withdrawals(JdbcClient sql) {
    this.sql = sql;
  }

  /** In the transaction of the withdrawal. */
  void keep(UUID request, Stopped stopped) {
    stopped.cancelled().forEach(leg -> keep(request, leg, false));
    stopped.tooLate().forEach(leg -> keep(request, leg, true));
  }

  private void keep(UUID request, UUID leg, boolean tooLate) {
    sql.sql("insert into withdrawn_leg (leg_id, request_id, too_late) values (?,?,?)")
        .params(leg, request, tooLate)
        .update();
  }

  /** Empty when the request had no legs, or was not withdrawn. */
  Optional<Stopped> find(UUID request) {
    var cancelled = new ArrayList<UUID>();
    var tooLate = new ArrayList<UUID>();
    sql.sql("select leg_id, too_late from withdrawn_leg where request_id = ? order by leg_id")
        .param(request)
        .query(
            row -> {
              (row.getBoolean(2) ? tooLate : cancelled).add(row.getObject(1, UUID.class));
            });
    return cancelled.isEmpty() && tooLate.isEmpty()
        ? Optional.empty()
        : Optional.of(new Stopped(List.copyOf(cancelled), List.copyOf(tooLate)));
  }
}
