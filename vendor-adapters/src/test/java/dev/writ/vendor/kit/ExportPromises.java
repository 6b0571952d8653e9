package dev.writ.vendor.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Export gives what is there, as JSON values of one line, and nothing of what is gone. */
interface ExportPromises extends Promises {

  @Test
  default void export_yields_records_for_every_exportable_surface_and_changes_nothing() {
    var located = bench().locate(bench().plantAll(SandboxPeople.ADA));
    int held = bench().held(SandboxPeople.ADA);
    var records = new TreeMap<String, List<String>>();
    for (var object : located) {
      if (bench().exportable(object)) {
        records
            .computeIfAbsent(object.kind(), kind -> new ArrayList<>())
            .addAll(bench().export(object));
      }
    }
    assertThat(records).allSatisfy((kind, lines) -> assertThat(lines).as(kind).isNotEmpty());
    var words = new ArrayList<>(SandboxPeople.ADA.emails());
    words.add(SandboxPeople.ADA.name());
    assertThat(records.values().stream().flatMap(List::stream))
        .as("records that speak of the person")
        .anyMatch(line -> words.stream().anyMatch(line::contains));
    assertThat(bench().held(SandboxPeople.ADA)).isEqualTo(held);
  }

  @Test
  default void a_vanished_object_yields_no_record() {
    var located = bench().locate(bench().plantAll(SandboxPeople.ADA));
    bench().sandbox().reset();
    for (var object : located) {
      if (bench().exportable(object)) {
        assertThat(bench().export(object)).as("%s", object).isEmpty();
      }
    }
  }

  @Test
  default void an_erased_object_yields_no_record() {
    var located = bench().locate(bench().plantAll(SandboxPeople.ADA));
    for (var object : located) {
      if (bench().erasable(object)) {
        bench().erase(object);
      }
    }
    for (var object : located) {
      if (bench().erasable(object) && bench().exportable(object)) {
        assertThat(bench().export(object)).as("%s", object).isEmpty();
      }
    }
  }

  @Test
  default void a_surface_declared_without_export_is_refused_or_empty() {
    var located = bench().locate(bench().plantAll(SandboxPeople.ADA));
    var undeclared = located.stream().filter(o -> !bench().exportable(o)).toList();
    assumeThat(undeclared).as("surfaces without export").isNotEmpty();
    for (var object : ContractBench.oneOfEach(undeclared)) {
      assertThat(exportOrRefusal(object)).as("%s", object).isEmpty();
    }
  }

  private List<String> exportOrRefusal(VendorObject object) {
    try {
      return bench().export(object);
    } catch (VendorFailure refused) {
      assertThat(refused.kind()).isEqualTo(Kind.REJECTED);
      return List.of();
    }
  }
}
