package dev.writ.setup;

import com.zaxxer.hikari.HikariDataSource;
import dev.writ.settings.WritSettings;
import dev.writ.vault.OwnerOnlyFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The record's database: external by URL, else real PostgreSQL binaries under the data folder. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
  private static final String LOGINS = "host all all 127.0.0.1/32 scram-sha-256\n";

  @Bean(destroyMethod = "close")
  HikariDataSource dataSource(WritSettings settings) throws IOException {
    return settings.database().url().isBlank()
        ? embedded(settings)
        : pool(
            settings.database().url(), settings.database().user(), settings.database().password());
  }

  private static HikariDataSource embedded(WritSettings settings) throws IOException {
    var password = OwnerOnlyFile.randomText(settings.home().resolve("keys/postgres"));
    var data = settings.home().resolve("postgres").toAbsolutePath();
    var ready = settings.home().resolve("postgres.ready");
    stopOrphan(data);
    var first = !Files.exists(ready) && !secured(data);
    if (first && Files.exists(data)) {
      setAside(data);
    }
    var server =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setLocaleConfig("locale", "C")
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("listen_addresses", "127.0.0.1")
            // The detail of an error may carry a value.
            .setServerConfig("log_error_verbosity", "terse")
            .setServerConfig("max_connections", "80")
            // Its own look whether it is ready; asked for from the second start on.
            .setConnectConfig("password", password)
            .start();
    if (first) {
      secure(server, data, password);
    }
    Files.writeString(ready, "The database in postgres/ was set up to its end.\n");
    var pool = new EmbeddedPool(server);
    configure(
        pool, "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres", "writ", password);
    return pool;
  }

  /**
   * A killed service leaves its server behind: it is stopped, and its log replayed by the start
   * that follows.
   */
  private static void stopOrphan(Path data) throws IOException {
    var pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    var orphan = Orphan.find(data, Files.readAllLines(pidFile));
    if (orphan.isPresent()) {
      orphan.get().destroy();
      try {
        orphan.get().onExit().get(10, TimeUnit.SECONDS);
      } catch (TimeoutException slow) {
        orphan.get().descendants().forEach(ProcessHandle::destroyForcibly);
        orphan.get().destroyForcibly();
        orphan.get().onExit().join();
      } catch (InterruptedException | ExecutionException e) {
        throw new IOException("the embedded PostgreSQL of an earlier run could not be stopped", e);
      }
    }
    Files.deleteIfExists(pidFile);
  }

  /** What an earlier version left behind, which wrote this as the last step of its first start. */
  private static boolean secured(Path data) throws IOException {
    var logins = data.resolve("pg_hba.conf");
    return Files.exists(logins) && Files.readString(logins).equals(LOGINS);
  }

  /**
   * A first start was cut off before anything was stored: half a database cannot be gone on with.
   * It is moved and not deleted, since nothing of ours is ever deleted on a guess.
   */
  private static void setAside(Path data) throws IOException {
    Files.move(data, data.resolveSibling("postgres.unfinished-" + System.currentTimeMillis()));
  }

  /** Trust login ends with the first start: from then on every role needs the password. */
  private static void secure(EmbeddedPostgres server, Path data, String password)
      throws IOException {
    try (var admin = server.getPostgresDatabase().getConnection();
        var sql = admin.createStatement()) {
      sql.execute("create role writ login superuser password '" + password + "'");
      sql.execute("alter role postgres password '" + password + "'");
      Files.writeString(data.resolve("pg_hba.conf"), LOGINS);
      sql.execute("select pg_reload_conf()");
    } catch (SQLException e) {
      throw new IOException("embedded PostgreSQL could not be secured", e);
    }
  }

  private static HikariDataSource pool(String url, String user, String password) {
    var pool = new HikariDataSource();
    configure(pool, url, user, password);
    return pool;
  }

  private static void configure(HikariDataSource pool, String url, String user, String password) {
    pool.setJdbcUrl(url);
    pool.setUsername(user);
    pool.setPassword(password);
    pool.setMaximumPoolSize(40);
    pool.setMinimumIdle(4);
  }

  /** A pool that takes its server down with it. */
  private static final class EmbeddedPool extends HikariDataSource {
    private final EmbeddedPostgres server;

    EmbeddedPool(EmbeddedPostgres server) {
      this.server = server;
    }

    @Override
    public void close() {
      super.close();
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
