package dev.writ.offboarding;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A drill at a connection that is left: it cleans up before anything else is erased there. */
@Component
class OpenDrills {
  private final JdbcClient sql;

  OpenDrills(JdbcClient sql) {
    this.sql = sql;
  }

  boolean unfinishedAt(UUID connection) {
    return sql.sql(
            "select exists (select 1 from drill where connection_id = ? and ended_at is null)")
        .param(connection)
        .query(Boolean.class)
        .single();
  }
}
