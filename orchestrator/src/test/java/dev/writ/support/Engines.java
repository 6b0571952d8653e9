package dev.writ.support;

import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * The engines tests run on; those that need Temporal's CLI are skipped aloud where there is none.
 */
public final class Engines {
  private Engines() {}

  /** Settings of the named engine; aborts the test, loudly, when it cannot run here. */
  public static Map<String, String> require(String engine) {
    if (engine.equals("in-process")) {
      return Map.of("WRIT_ENGINE", engine);
    }
    return Map.of("WRIT_ENGINE", engine, "WRIT_TEMPORAL_CLI", cli());
  }

  /** Path of Temporal's CLI, from WRIT_TEMPORAL_CLI. */
  public static String cli() {
    var cli = System.getenv("WRIT_TEMPORAL_CLI");
    if (cli == null || cli.isBlank()) {
      System.err.println(
          "!!! NOT RUN on the Temporal server: WRIT_TEMPORAL_CLI names no temporal binary !!!");
      Assumptions.abort("WRIT_TEMPORAL_CLI is not set");
    }
    return cli;
  }
}
