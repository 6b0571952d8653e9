package dev.writ.manualtask;

import dev.writ.vendor.spi.ManualWork;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tasks that only the person of a request can do, for the rooms that show the person the way. */
@Service
public class PersonsTasks {
  private static final Duration LIFE = Duration.ofDays(1);
  private final TaskLinks links;
  private final TaskRecord tasks;
  private final JdbcClient sql;

  PersonsTasks(TaskLinks links, TaskRecord tasks, JdbcClient sql) {
    this.links = links;
    this.tasks = tasks;
    this.sql = sql;
  }

  /** How many of them are open. */
  public int open(UUID request) {
    return sql.sql(
            "select count(*) from manual_task where request_id = ? and state = 'OPEN' and doer = ?")
        .params(request, ManualWork.Doer.SUBJECT.name())
        .query(Integer.class)
        .single();
  }

  /** A new one-time link to the oldest of them, as a path; the one before ends. */
  @Transactional
  public Optional<String> link(UUID request, String actor) {
    return sql.sql(
            "select id from manual_task where request_id = ? and state = 'OPEN' and doer = ?"
                + " order by seq limit 1 for update")
        .params(request, ManualWork.Doer.SUBJECT.name())
        .query(UUID.class)
        .optional()
        .map(tasks::require)
        .map(task -> links.make(task.id(), task.version(), LIFE, actor))
        .map(link -> SubjectPage.PATH + "/" + link.word());
  }
}
