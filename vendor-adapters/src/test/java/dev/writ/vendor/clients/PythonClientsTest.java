package dev.writ.vendor.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.anthropic.AnthropicSimulator;
import dev.writ.vendor.openai.OpenAiSimulator;
import dev.writ.vendor.salesforce.SalesforceSimulator;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.spi.VendorHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The official Python clients {@code openai} and {@code anthropic}, which validate each answer by
 * their own models here, and {@code simple-salesforce}, against the simulators: evidence that these
 * speak the vendors' dialects of today, from people who do not know our adapters.
 */
class PythonClientsTest {
  private static JsonNode seen = VendorHttp.JSON.createObjectNode();

  @BeforeAll
  static void look() throws IOException, InterruptedException {
    var python = python();
    try (var sandbox =
        new Sandbox(
                0,
                List.of(new OpenAiSimulator(), new AnthropicSimulator(), new SalesforceSimulator()))
            .start()) {
      var where = new HashMap<String, Map<String, String>>();
      for (var vendor : sandbox.vendors()) {
        var at = new HashMap<>(sandbox.simulator(vendor).credentials());
        at.put("url", sandbox.baseUrl(vendor).toString());
        where.put(vendor, at);
      }
      var script =
          new ProcessBuilder(python, Path.of("src", "test", "python", "clients.py").toString());
      script.environment().put("PYTHONUTF8", "1");
      script.redirectError(ProcessBuilder.Redirect.INHERIT);
      var process = script.start();
      try (var input = process.getOutputStream()) {
        input.write(VendorHttp.JSON.writeValueAsBytes(where));
      }
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(said).isZero();
      seen = VendorHttp.JSON.readTree(said);
    }
  }

  private static String python() {
    var python = System.getenv("WRIT_PYTHON_CLIENTS");
    if (python == null || python.isBlank()) {
      System.err.println(
          "!!! OFFICIAL PYTHON CLIENTS NOT TRIED: WRIT_PYTHON_CLIENTS names no Python with them"
              + " !!!");
      Assumptions.abort("WRIT_PYTHON_CLIENTS is not set");
    }
    return python;
  }

  private static void saw(String vendor, String what, String json) {
    assertThat(seen.path(vendor).path(what).toString()).as(what).isEqualTo(json);
  }

  @Test
  void openai_walks_all_pages_and_knows_every_error_by_its_class() {
    saw("openai", "name", "\"größe 0.txt\"");
    saw("openai", "files", "3");
    saw("openai", "lives", "86400");
    saw("openai", "missing", "\"NotFoundError 404\"");
    saw("openai", "limit", "\"BadRequestError 400\"");
    saw("openai", "stranger", "\"AuthenticationError 401\"");
    saw("openai", "deletedTwice", "\"NotFoundError 404\"");
    saw("openai", "gone", "\"NotFoundError 404\"");
  }

  @Test
  void openai_attaches_searches_uploads_and_talks() {
    saw("openai", "attached", "[\"completed\",3]");
    saw("openai", "searched", "1");
    saw("openai", "detached", "2");
    saw("openai", "upload", "[\"completed\",\"abc\"]");
    saw("openai", "response", "[\"gpt-5\",\"u-1\",\"Good day.\"]");
    saw("openai", "items", "3");
    saw("openai", "events", "\"response.completed\"");
    saw("openai", "audit", "[\"invite.deleted\",\"invite.sent\"]");
    saw("openai", "owner", "[\"user_owner\"]");
  }

  @Test
  void anthropic_signs_in_by_bearer_and_walks_both_kinds_of_pages() {
    saw("anthropic", "name", "\"größe 0.txt\"");
    saw("anthropic", "files", "3");
    saw("anthropic", "beta", "3");
    saw("anthropic", "deletedTwice", "\"NotFoundError 404\"");
    saw("anthropic", "download", "\"BadRequestError 400\"");
    saw("anthropic", "stranger", "\"AuthenticationError 401\"");
    saw("anthropic", "organization", "\"organization\"");
    saw("anthropic", "keys", "2");
  }

  @Test
  void anthropic_reads_results_and_deletes_batches_profiles_and_sessions() {
    saw("anthropic", "results", "[\"c0\",\"c1\"]");
    saw("anthropic", "batchGone", "\"NotFoundError 404\"");
    saw("anthropic", "profile", "[\"r-1\",\"r-1\"]");
    saw("anthropic", "profileGone", "\"NotFoundError 404\"");
    saw("anthropic", "ids", "[\"memstore\",\"sesn\"]");
  }

  @Test
  void anthropic_streams_and_filters_its_lists() {
    saw("anthropic", "streamed", "\"Hello.\"");
    saw("anthropic", "folders", "[\"/a/\",\"/b.md\"]");
    saw("anthropic", "others", "0");
  }

  @Test
  void salesforce_signs_in_queries_past_a_page_and_erases_past_the_bin() {
    saw("salesforce", "all", "201");
    saw("salesforce", "count", "10");
    saw("salesforce", "named", "1");
    saw("salesforce", "malformed", "\"SalesforceMalformedRequest 400\"");
    saw("salesforce", "described", "true");
    saw("salesforce", "deletedTwice", "\"SalesforceResourceNotFound 404\"");
    saw("salesforce", "inBin", "true");
    saw("salesforce", "erased", "1");
    saw("salesforce", "inNoBin", "0");
    saw("salesforce", "bulk", "199");
    saw("salesforce", "stranger", "\"SalesforceExpiredSession 401\"");
  }
}
