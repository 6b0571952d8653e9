package dev.writ.vendor.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
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
  void what_is_planted_is_of_every_kind_is_found_and_is_gone_after_its_erase() {
    var planted = planted(DRILL);
    assertThat(planted.stream().map(VendorObject::kind))
        .containsExactlyInAnyOrderElementsOf(planter.kinds());
    var located = bench.adapter.locate(bench.connection(), DRILL.subject(planted)).objects();
    assertThat(located).containsExactlyInAnyOrderElementsOf(planted);
    for (var object : located) {
      assertThat(bench.adapter.erase(bench.connection(), object))
          .as("%s", object)
          .isInstanceOf(Erasure.Claimed.class);
      assertThat(bench.adapter.read(bench.connection(), object)).isEqualTo(Presence.ABSENT);
    }
    assertThat(planter.strays(bench.connection(), DRILL)).isEmpty();
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
  void strays_are_found_by_the_marker_in_erase_order_and_nobody_elses_are() {
    var planted = planted(DRILL);
    planted(OTHER);
    var strays = planter.strays(bench.connection(), DRILL);
    assertThat(strays).containsExactlyInAnyOrderElementsOf(planted);
    assertThat(strays.getLast().kind()).isEqualTo("memory_store");
    strays.forEach(stray -> bench.adapter.erase(bench.connection(), stray));
    assertThat(planter.strays(bench.connection(), DRILL)).isEmpty();
    assertThat(planter.strays(bench.connection(), OTHER)).hasSize(planter.kinds().size());
  }

  @Test
  void an_object_whose_answer_was_lost_is_a_stray() {
    bench.sandbox.misbehave("anthropic", Set.of(Misbehaviour.ANSWER_LOST));
    var told = new ArrayList<VendorObject>();
    assertThatThrownBy(() -> planter.plant(bench.connection(), DRILL, told::add))
        .isInstanceOf(VendorFailure.class);
    bench.sandbox.misbehave("anthropic", Set.of());
    assertThat(told).isEmpty();
    assertThat(planter.strays(bench.connection(), DRILL))
        .singleElement()
        .extracting(VendorObject::kind)
        .isEqualTo("memory_store");
  }

  @Test
  void each_object_is_told_before_the_next_is_asked_for() {
    var told = new ArrayList<Long>();
    Consumer<VendorObject> count = object -> told.add(bench.sandbox.calls("anthropic"));
    planter.plant(bench.connection(), DRILL, count);
    assertThat(told).containsExactly(1L, 2L, 3L);
  }
}
