package dev.writ;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.support.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * A generator that knows nothing of Writ but its API description calls every operation, with bodies
 * and parameters that fit the description and with some that do not.
 */
class SchemathesisIT {
  /**
   * That all which fits the description is also taken is not asked: a day in the past, or a
   * connection nobody has, fits it and is a clear 422. Nor that a stranger hears which methods
   * there are, nor that OPTIONS tells {@code /v1/rules/compute} from {@code /v1/rules/{rule}}.
   */
  private static final String ASKED =
      String.join(
          ",",
          "not_a_server_error",
          "status_code_conformance",
          "content_type_conformance",
          "response_headers_conformance",
          "response_schema_conformance",
          "negative_data_rejection",
          "missing_required_header",
          "use_after_free",
          "ignored_auth");

  @Test
  void no_call_breaks_the_service_or_its_description() throws Exception {
    var report = Path.of("target", "schemathesis.log").toAbsolutePath();
    try (var service =
        new ServiceProcess(Map.of("WRIT_SANDBOX", "true", "WRIT_SANDBOX_PORT", "0")).launch()) {
      var run =
          new ProcessBuilder(
                  List.of(
                      schemathesis(),
                      "run",
                      Path.of("../api-spec/openapi.yaml").toRealPath().toString(),
                      "--url",
                      service.address().toString(),
                      "--phases",
                      "examples,coverage,fuzzing,stateful",
                      "--max-examples",
                      "5",
                      "--seed",
                      "20261129",
                      "--checks",
                      ASKED,
                      "--suppress-health-check",
                      "all",
                      "--continue-on-failure",
                      "--no-shrink",
                      "--warnings",
                      "off"))
              // Where it leaves notes of its own.
              .directory(report.getParent().toFile())
              .redirectErrorStream(true)
              .redirectOutput(report.toFile());
      run.environment().put("SCHEMATHESIS_HOOKS", "hooks");
      run.environment()
          .put("PYTHONPATH", Path.of("src", "test", "schemathesis").toAbsolutePath().toString());
      run.environment().put("WRIT_TOKENS", service.home().resolve("tokens").toString());
      var process = run.start();
      assertThat(process.waitFor(6, TimeUnit.MINUTES)).as("it ends; see %s", report).isTrue();
      assertThat(process.exitValue()).as(Files.readString(report)).isZero();
    }
  }

  private static String schemathesis() {
    var command = System.getenv("WRIT_SCHEMATHESIS");
    if (command == null || command.isBlank()) {
      System.err.println(
          "!!! NO GENERATED CALLS: WRIT_SCHEMATHESIS names no schemathesis command !!!");
      Assumptions.abort("WRIT_SCHEMATHESIS is not set");
    }
    return command;
  }
}
