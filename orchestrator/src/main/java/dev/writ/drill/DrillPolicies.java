package dev.writ.drill;

import dev.writ.settings.WritSettings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether drills are held at a connection by themselves. They are not until an administrator says
 * so, because a drill creates objects in the company's account.
 */
@Component
class DrillPolicies {
  static final String OFF = "off";
  static final String ON = "on";
  private final JdbcClient sql;
  private final Clock clock;
  private final Duration usual;

  DrillPolicies(JdbcClient sql, Clock clock, WritSettings settings) {
    this.sql = sql;
    this.clock = clock;
    this.usual = settings.drills().every();
  }

  /** The word of the policy: {@code off}, {@code on}, or a period of days. */
  String word(UUID connection) {
    return sql.sql("select every from drill_policy where connection_id = ?")
        .param(connection)
        .query(String.class)
        .optional()
        .orElse(OFF);
  }

  /** The time between two drills there; empty when none are held by themselves. */
  Optional<Duration> every(UUID connection) {
    var word = word(connection);
    return switch (word) {
      case OFF -> Optional.empty();
      case ON -> Optional.of(usual);
      default -> Optional.of(Duration.parse(word));
    };
  }

  @Transactional
  public void set(UUID connection, String word, String actor) {
    sql.sql(
            """
            insert into drill_policy (connection_id, every, changed_at, changed_by) values (?,?,?,?)
            on conflict (connection_id) do update set every = excluded.every, changed_at = excluded.changed_at,
              changed_by = excluded.changed_by
            """)
        .params(connection, word, Timestamp.from(clock.instant()), actor)
        .update();
  }
}
