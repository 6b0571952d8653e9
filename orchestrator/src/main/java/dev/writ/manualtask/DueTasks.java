package dev.writ.manualtask;

import dev.writ.schedule.RecurringWork;
import dev.writ.settings.WritSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Says once of each open task that its due day has come, in the controller's zone. */
@Component
class DueTasks implements RecurringWork {
  private static final int PORTION = 500;
  private final JdbcClient sql;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final ZoneId zone;
  private final ApplicationEventPublisher events;

  DueTasks(
      JdbcClient sql,
      TransactionTemplate transaction,
      Clock clock,
      WritSettings settings,
      ApplicationEventPublisher events) {
    this.sql = sql;
    this.transaction = transaction;
    this.clock = clock;
    this.zone = settings.clock().zone();
    this.events = events;
  }

  @Override
  public String name() {
    return "due-tasks";
  }

  @Override
  public String purpose() {
    return "Says of open manual tasks that their due day has come.";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public void run() {
    var today = LocalDate.ofInstant(clock.instant(), zone);
    int told;
    do {
      told = Objects.requireNonNull(transaction.execute(tx -> tell(today)));
    } while (told == PORTION);
  }

  private int tell(LocalDate today) {
    List<TaskFellDue> due =
        sql.sql(
                """
                update manual_task set told_due = due_on where id in (
                  select id from manual_task where state = 'OPEN' and due_on <= ? and told_due is distinct from due_on
                  order by due_on limit ? for update skip locked)
                returning id, purpose, connection_id, request_id, leg_id, offboarding_id, due_on
                """)
            .params(today, PORTION)
            .query(DueTasks::row)
            .list();
    due.forEach(events::publishEvent);
    return due.size();
  }

  private static TaskFellDue row(ResultSet row, int n) throws SQLException {
    return new TaskFellDue(
        row.getObject("id", UUID.class),
        TaskPurpose.valueOf(row.getString("purpose")),
        row.getObject("connection_id", UUID.class),
        Optional.ofNullable(row.getObject("request_id", UUID.class)),
        Optional.ofNullable(row.getObject("leg_id", UUID.class)),
        Optional.ofNullable(row.getObject("offboarding_id", UUID.class)),
        row.getObject("due_on", LocalDate.class));
  }
}
