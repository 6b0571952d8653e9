package dev.writ.setup;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * A start that failed for a reason outside Writ is told in one line that names the environment
 * variable; everything else keeps its stack trace. Registered in {@code spring.factories}.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailures implements SpringBootExceptionReporter {
  private final @Nullable ConfigurableApplicationContext context;

  /**
   * @param context null when the start failed before there was one
   */
  StartFailures(@Nullable ConfigurableApplicationContext context) {
    this.context = context;
  }

  @Override
  public boolean reportException(Throwable failure) {
    var line = told(failure);
    line.ifPresent(words -> System.err.println("writ: " + words));
    return line.isPresent();
  }

  private Optional<String> told(Throwable failure) {
    var bean = "";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BeanCreationException creation && creation.getBeanName() != null) {
        bean = creation.getBeanName();
      }
      if (cause instanceof StartRefused refused) {
        return Optional.of(String.valueOf(refused.getMessage()));
      }
      if (cause instanceof FileSystemException file && file.getFile() != null) {
        return Optional.of("WRIT_HOME: " + file.getFile() + " cannot be read or written");
      }
      if (cause instanceof SQLException sql && !setting("writ.database.url").isBlank()) {
        return Optional.of(
            "WRIT_DATABASE_URL, WRIT_DATABASE_USER, WRIT_DATABASE_PASSWORD: PostgreSQL cannot be used"
                + " (SQLSTATE "
                + sql.getSQLState()
                + ")");
      }
      if (bean.equals("engine") && !(cause instanceof BeanCreationException)) {
        var engine = engine(cause);
        if (engine.isPresent()) {
          return engine;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> engine(Throwable cause) {
    return switch (setting("writ.temporal.engine")) {
      case "external" ->
          Optional.of(
              "WRIT_TEMPORAL_ADDRESS: no Temporal answers there; WRIT_TEMPORAL_TLS and"
                  + " WRIT_TEMPORAL_API_KEY must fit it too");
      case "dev-server" ->
          cause instanceof IOException
              ? Optional.of(
                  "WRIT_TEMPORAL_CLI: the temporal binary does not start; name its path, or set"
                      + " WRIT_ENGINE=in-process")
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private String setting(String name) {
    return context == null ? "" : context.getEnvironment().getProperty(name, "");
  }
}
