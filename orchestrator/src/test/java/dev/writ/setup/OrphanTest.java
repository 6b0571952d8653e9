package dev.writ.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanTest {
  private static final Path DATA = Path.of("/srv/writ/postgres");
  @TempDir private Path folder;
  private Process server;

  @BeforeEach
  void something_called_postgres_runs() throws IOException {
    var shell = folder.resolve("postgres");
    Files.copy(Path.of("/bin/sh").toRealPath(), shell);
    server = new ProcessBuilder(shell.toString(), "-c", "read x", "-D", "/srv/other").start();
  }

  @AfterEach
  void it_ends() {
    server.destroyForcibly();
  }

  @Test
  void the_server_that_wrote_the_file_is_found_also_where_its_folder_was_moved() {
    assertThat(Orphan.find(DATA, written(0))).contains(server.toHandle());
    assertThat(Orphan.find(Path.of("/srv/other"), written(-100_000))).contains(server.toHandle());
  }

  @Test
  void another_postgresql_that_has_its_number_by_now_is_left_alone() {
    assertThat(Orphan.find(DATA, written(-100_000))).isEmpty();
  }

  @Test
  void a_file_that_was_cut_off_names_nobody() {
    assertThat(Orphan.find(DATA, List.of())).isEmpty();
    assertThat(Orphan.find(DATA, List.of(""))).isEmpty();
  }

  private List<String> written(long seconds) {
    var start = server.info().startInstant().orElseThrow().getEpochSecond() + seconds;
    return List.of(Long.toString(server.pid()), DATA.toString(), Long.toString(start), "5432");
  }
}
