package dev.writ.manualtask;

import dev.writ.leg.HandPurpose;
import dev.writ.leg.HandWork;
import dev.writ.leg.Leg;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.VendorHttp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Opens the tasks that legs ask for. */
@Component
class TaskDesk implements HandWork {
  private final JdbcClient sql;
  private final TaskRecord tasks;
  private final Clock clock;

  TaskDesk(JdbcClient sql, TaskRecord tasks, Clock clock) {
    this.sql = sql;
    this.tasks = tasks;
    this.clock = clock;
  }

  @Override
  public void ask(Leg leg, HandPurpose purpose, ManualWork work, Sealer sealer) {
    if (tasks.joined(leg.id(), purpose, work.code())) {
      return;
    }
    var id = UUID.randomUUID();
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    tasks.open(
        new ManualTask(
            id,
            0,
            0,
            leg.request(),
            leg.id(),
            leg.connection(),
            leg.vendor(),
            work.code(),
            purpose,
            work.doer(),
            sealer.seal(VendorHttp.JSON.writeValueAsString(work), ManualTask.context(id)),
            1,
            ManualTask.State.OPEN,
            due(leg.request(), work, LocalDate.ofInstant(now, ZoneOffset.UTC)),
            Optional.empty(),
            Optional.empty(),
            now,
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private LocalDate due(UUID request, ManualWork work, LocalDate today) {
    return sql.sql("select regime, received_on from request where id = ?")
        .param(request)
        .query(
            (row, n) ->
                TaskDue.of(
                    row.getString(1), row.getObject(2, LocalDate.class), work.vendorTime(), today))
        .single();
  }
}
