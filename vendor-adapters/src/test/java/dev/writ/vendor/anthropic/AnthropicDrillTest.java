package dev.writ.vendor.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.spi.Planter;
import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An invented person's data at the API platform. */
class AnthropicDrillTest {
  private static final SyntheticPerson DRILL =
      new SyntheticPerson("drill0123456789abcdefghi", "example.com");
  private static final SyntheticPerson OTHER =
      new SyntheticPerson("drillzzzz456789abcdefghi", "example.com");

  private final AnthropicBench bench = new AnthropicBench();
  private final AnthropicPlanter planter = new AnthropicPlanter();

  @AfterEach
  void stop() {
    bench.close();
  }

  private List<VendorObject> planted(SyntheticPerson person) {
    var planted = new ArrayList<VendorObject>();
    planter.plant(bench.connection(), person, planted::add);
    return planted;
  }

  @Test
  void a_stores_metadata_finds_the_person_without_a_ledger() {
    planted(DRILL);
    planted(OTHER);
    assertThat(bench.adapter.locate(bench.connection(), DRILL.subject(List.of())).objects())
        .singleElement()
        .extracting(VendorObject::kind)
        .isEqualTo("memory_store");
  }

  @Test
  void each_object_is_told_before_the_next_is_asked_for() {
    var told = new ArrayList<Long>();
    Planter.Planted count = object -> told.add(bench.sandbox.calls("anthropic"));
    planter.plant(bench.connection(), DRILL, count);
    assertThat(told).containsExactly(1L, 2L, 3L);
  }
}
