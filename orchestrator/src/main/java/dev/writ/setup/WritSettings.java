package dev.writ.setup;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * All settings; {@code ./writ help} lists their environment names.
 *
 * @param databaseUrl JDBC URL of an external PostgreSQL, or empty for the embedded one
 * @param undoWindow time between approval and the first change at a vendor
 * @param firstRetry wait before the first retry of a vendor call; doubles each time up to ten
 *     minutes
 * @param blastRadius a plan with more objects than this needs a second person
 */
@ConfigurationProperties("writ")
public record WritSettings(
    Path home,
    EngineKind engine,
    String temporalAddress,
    String temporalNamespace,
    String temporalCli,
    String databaseUrl,
    String databaseUser,
    String databasePassword,
    boolean sandbox,
    int sandboxPort,
    Duration undoWindow,
    Duration firstRetry,
    int blastRadius) {

  /** Which Temporal runs the workflows. */
  public enum EngineKind {
    IN_PROCESS,
    DEV_SERVER,
    EXTERNAL
  }
}
