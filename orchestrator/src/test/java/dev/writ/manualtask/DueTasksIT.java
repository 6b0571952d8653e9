package dev.writ.manualtask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.bell.BellAccount;
import dev.writ.web.RunningWrit;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** That the due day of a manual task has come is said once. */
class DueTasksIT {
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);
  private final DueTasks due = RunningWrit.bean(DueTasks.class);
  private final UUID id = UUID.randomUUID();
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final BellAccount bell = BellAccount.open();

  @AfterEach
  void close() {
    sql.sql("delete from webhook_event where body like '%' || ? || '%'")
        .param(id.toString())
        .update();
    for (var table : new String[] {"manual_task", "leg", "request", "webhook"}) {
      sql.sql("delete from " + table + " where id = ?").param(id).update();
    }
    bell.close();
  }

  @Test
  void a_task_is_due_on_its_day_once_and_again_when_the_day_was_moved() {
    open(today.plusDays(1));
    due.run();
    assertThat(told()).as("a day too early").isZero();
    dueOn(today);
    due.run();
    due.run();
    assertThat(told()).isEqualTo(1);
    dueOn(today.minusDays(3));
    due.run();
    assertThat(told()).as("another day").isEqualTo(2);
    dueOn(today.minusDays(4));
    sql.sql("update manual_task set state = 'DONE' where id = ?").param(id).update();
    due.run();
    assertThat(told()).as("nobody has to do it any more").isEqualTo(2);
  }

  /**
   * With somebody who wants to know and is sent nothing: events are kept for a disabled one too.
   */
  private void open(LocalDate dueOn) {
    sql.sql(
            "insert into webhook (id, name, url, events, state, secret, created_at) values (?,"
                + " 'Due', 'http://127.0.0.1:9', array['task.due'], 'DISABLED', '', now())")
        .param(id)
        .update();
    sql.sql(
            "insert into request (id, kind, regime, received_on, identity_method, state,"
                + " identifiers) values (?, 'ERASURE', 'GDPR', ?, 'TEST', 'CLOSED', '')")
        .params(id, today)
        .update();
    sql.sql(
            "insert into leg (id, request_id, connection_id, vendor, state) values (?, ?, ?::uuid,"
                + " 'bell', 'MANUAL_TASK')")
        .params(id, id, bell.connection())
        .update();
    sql.sql(
            """
            insert into manual_task (id, request_id, leg_id, connection_id, vendor, code, purpose, doer, described, objects,
              state, due_on, opened_at) values (?, ?, ?, ?::uuid, 'bell', 'CODE', 'ERASE', 'OFFICER', '', 1, 'OPEN', ?, now())
            """)
        .params(id, id, id, bell.connection(), dueOn)
        .update();
  }

  private void dueOn(LocalDate day) {
    sql.sql("update manual_task set due_on = ? where id = ?").params(day, id).update();
  }

  private int told() {
    return sql.sql(
            "select count(*) from webhook_event where type = 'task.due' and body like '%' || ? ||"
                + " '%'")
        .param(id.toString())
        .query(Integer.class)
        .single();
  }
}
