package dev.writ.vendor.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.sandbox.FileJournal;
import dev.writ.vendor.sandbox.SandboxJournal;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SeenCall;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
