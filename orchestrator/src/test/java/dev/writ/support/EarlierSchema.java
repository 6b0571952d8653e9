package dev.writ.support;

import dev.writ.web.RunningWrit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The record as an earlier version had it, beside the running service's, to be upgraded.
 *
 * @param name of the schema; each test has its own
 */
public record EarlierSchema(String name) {

  /** Up to this version and no further. */
  public void migrate(String target) {
    Flyway.configure()
        .dataSource(RunningWrit.bean(DataSource.class))
        .schemas(name)
        .target(target)
        .load()
        .migrate();
  }

  /**
   * @param statement with {@code %1$s} for the schema
   */
  public JdbcClient.StatementSpec sql(String statement) {
    return RunningWrit.bean(JdbcClient.class).sql(statement.formatted(name));
  }
}
