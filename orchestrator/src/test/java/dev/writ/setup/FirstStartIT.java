package dev.writ.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.support.ServiceProcess;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstStartIT {
  @Test
  void a_first_start_that_was_cut_off_does_not_keep_the_next_one_from_starting() throws Exception {
    try (var service = new ServiceProcess(Map.of())) {
      var unfinished = service.home().resolve("postgres");
      Files.createDirectories(unfinished.resolve("base"));
      Files.writeString(unfinished.resolve("PG_VERSION"), "18\n");
      Files.writeString(unfinished.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 trust\n");
      service.launch();
      assertThat(service.get("/v1/connections", "admin").isArray()).isTrue();
      try (var home = Files.list(service.home())) {
        assertThat(home.map(path -> path.getFileName().toString()))
            .anyMatch(name -> name.startsWith("postgres.unfinished-"));
      }
    }
  }
}
