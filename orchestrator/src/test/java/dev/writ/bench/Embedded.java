package dev.writ.bench;

import dev.writ.WritApplication;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole service inside this process, for what cannot be measured from outside. */
final class Embedded implements AutoCloseable {
  private final Path home = Path.of("target", "bench-" + UUID.randomUUID());
  private final ConfigurableApplicationContext context;

  Embedded() {
    var terminal = System.out;
    // The notice of a first run is not part of the report.
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    try {
      context =
          SpringApplication.run(
              WritApplication.class,
              "--server.port=0",
              "--writ.home=" + home,
              "--writ.sandbox.port=0",
              "--writ.approval.erasure=automatic",
              "--writ.undo-window=PT0S",
              "--logging.level.root=off");
    } finally {
      System.setOut(terminal);
    }
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  JdbcClient sql() {
    return bean(JdbcClient.class);
  }

  URI uri(String path) {
    return URI.create(
        "http://127.0.0.1:"
            + context.getEnvironment().getRequiredProperty("local.server.port")
            + path);
  }

  String token(String role) throws IOException {
    return Files.readString(home.resolve("tokens").resolve(role)).strip();
  }

  /** The engine's client; its holder is the engine package's own, hence by reflection. */
  WorkflowClient temporal() throws ReflectiveOperationException {
    var engine = context.getBean("engine");
    var client = engine.getClass().getDeclaredMethod("client");
    client.setAccessible(true);
    return (WorkflowClient) client.invoke(engine);
  }

  @Override
  public void close() throws IOException {
    context.close();
    Service.delete(home);
  }
}
