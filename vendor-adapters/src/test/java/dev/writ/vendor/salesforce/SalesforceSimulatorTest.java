package dev.writ.vendor.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.sandbox.FileJournal;
import dev.writ.vendor.sandbox.SandboxJournal;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SeenCall;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulator's own side: what survives a restart, and what it says about calls. */
class SalesforceSimulatorTest {
  private static final SandboxPerson ADA = SandboxPeople.ADA;

  private static List<VendorObject> eraseAll(SalesforceBench bench) {
    var located = bench.locate(ADA);
    for (var object : located) {
      if (bench.erase(object) instanceof Erasure.ByHand) {
        assertThat(object.kind()).startsWith("a");
      }
    }
    return located;
  }

  @Test
  void what_was_erased_before_a_restart_stays_erased(@TempDir Path folder) {
    var file = folder.resolve("journal");
    List<VendorObject> located;
    try (var bench =
        new SalesforceBench(ADA, new FileJournal(file, bytes -> bytes, bytes -> bytes))) {
      located = eraseAll(bench);
      assertThat(bench.simulator.held(ADA)).isEqualTo(3);
    }
    try (var bench =
        new SalesforceBench(ADA, new FileJournal(file, bytes -> bytes, bytes -> bytes))) {
      assertThat(bench.sandbox.replayed().entries()).isPositive();
      assertThat(bench.sandbox.replayed().deviating()).isZero();
      assertThat(bench.simulator.held(ADA)).isEqualTo(3);
      assertThat(bench.simulator.jobsKept()).isZero();
      for (var object : located) {
        assertThat(bench.adapter.read(bench.connection(), object))
            .as("%s", object)
            .isEqualTo(object.kind().startsWith("a") ? Presence.PRESENT : Presence.ABSENT);
      }
    }
  }

  @Test
  void the_read_and_the_erase_of_an_object_speak_of_the_same_object() {
    try (var bench = new SalesforceBench(ADA, SandboxJournal.none())) {
      var erasable =
          bench.locate(ADA).stream().filter(object -> !object.kind().startsWith("a")).toList();
      bench.sandbox.keepLog(true);
      for (var object : erasable) {
        bench.erase(object);
        bench.adapter.read(bench.connection(), object);
      }
      var erased = objects(bench, SeenCall.Effect.ERASE);
      assertThat(erased).hasSize(erasable.size());
      assertThat(objects(bench, SeenCall.Effect.READ)).containsAll(erased);
    }
  }

  private static Set<String> objects(SalesforceBench bench, SeenCall.Effect effect) {
    return bench.sandbox.log().stream()
        .filter(call -> call.effect() == effect)
        .map(SeenCall::object)
        .filter(object -> !object.isEmpty())
        .collect(Collectors.toSet());
  }

  private static String query(SalesforceBench bench, String soql) {
    var answer =
        bench.simulator.answer(
            new SimulatedRequest(
                "GET",
                "/services/data/v67.0/query",
                Map.of("q", List.of(soql)),
                Map.of("authorization", "Bearer " + bench.simulator.session()),
                new byte[0]),
            Set.of());
    var json = VendorHttp.JSON.readTree(answer.body());
    return answer.status() == 200
        ? json.path("totalSize").toString()
        : json.path(0).path("errorCode").asString("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT Id, Name, CreatedDate FROM Contact WHERE Name = 'Ada Example' | 1",
        "SELECT COUNT() FROM Contact WHERE Email LIKE 'ADA%' | 1",
        "SELECT Id FROM Contact WHERE Email IN ('ada@example.com', 'x') ORDER BY Email DESC NULLS"
            + " LAST | 1",
        "SELECT Id FROM Contact WHERE (Email = 'x' OR Name != null) AND NOT IsDeleted = true | 1",
        "SELECT Id FROM Contact WHERE CreatedDate > 2030-01-01T00:00:00Z | 0",
        "SELECT Id FROM Contact LIMIT 5 OFFSET 1 | 0",
        "SELECT Id FROM Contact WHERE Email = 'x' OR Name = 'y' AND Phone = 'z' | MALFORMED_QUERY",
        "SELECT Id Email FROM Contact | MALFORMED_QUERY",
        "SELECT Shoe FROM Contact | INVALID_FIELD",
        "SELECT Id FROM Shoe | INVALID_TYPE"
      })
  void a_statement_is_read_as_soql_has_it(String soql, String seen) {
    try (var bench = new SalesforceBench(ADA, SandboxJournal.none())) {
      assertThat(query(bench, soql)).isEqualTo(seen);
    }
  }
}
