package dev.writ.vendor.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Planter;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A planted person is a whole one, is nobody else, and goes again without a remainder. */
interface PlantingPromises extends Promises {

  @Test
  default void planting_makes_each_kind_that_it_names() {
    var planter = planter();
    assertThat(planter.kinds()).isNotEmpty();
    for (var kind : planter.kinds()) {
      var surface = bench().descriptor().findSurface(kind).orElseThrow();
      assertThat(surface.erased().byApi()).as("%s can be erased again", kind).isTrue();
    }
    var planted = bench().plant(bench().invent());
    assertThat(planted).doesNotHaveDuplicates().allMatch(bench().adapter()::accepts);
    assertThat(ContractBench.kinds(planted)).containsExactlyInAnyOrderElementsOf(planter.kinds());
    planted.forEach(object -> bench().assertSeen(object, Presence.PRESENT));
  }

  @Test
  default void a_planted_person_is_located_exported_erased_and_then_absent() {
    planter();
    bench().plantAll(SandboxPeople.ADA);
    int others = bench().held(SandboxPeople.ADA);
    var person = bench().invent();
    var planted = bench().plant(person);
    var subject = person.subject(planted);
    var location = bench().find(subject);
    assertThat(location.ambiguous()).as("an invented person is not ambiguous").isFalse();
    assertThat(location.objects()).containsAll(planted).doesNotHaveDuplicates();
    var records = new ArrayList<String>();
    for (var object : location.objects()) {
      if (bench().exportable(object)) {
        records.addAll(bench().export(object));
      }
    }
    assertThat(records)
        .as("records that carry the marker")
        .anyMatch(record -> record.contains(person.marker()));
    erase(location.objects());
    location.objects().forEach(object -> bench().assertSeen(object, Presence.ABSENT));
    assertNothingLeft(person, planted);
    assertThat(bench().held(SandboxPeople.ADA)).isEqualTo(others);
  }

  /** What no list shows, no stray can be found of. */
  @Test
  default void strays_alone_lead_to_everything_that_a_list_shows() {
    var unlisted = bench().unlisted();
    var planter = planter();
    var person = bench().invent();
    var planted = bench().plant(person);
    var strays = planter.strays(bench().connection(), person);
    assertThat(strays).doesNotHaveDuplicates().allMatch(bench().adapter()::accepts);
    assertThat(strays).isSortedAccordingTo(eraseOrder());
    erase(strays);
    for (var object : planted) {
      if (!unlisted.contains(object.kind())) {
        bench().assertSeen(object, Presence.ABSENT);
      }
    }
    assertThat(planter.strays(bench().connection(), person)).isEmpty();
  }

  @Test
  default void planted_people_are_never_mixed_with_anybody() {
    var planter = planter();
    var ada = bench().locate(bench().plantAll(SandboxPeople.ADA));
    var one = bench().invent();
    var other = bench().invent();
    var ones = bench().plant(one);
    var others = bench().plant(other);
    assertThat(bench().locate(one.subject(ones)))
        .containsAll(ones)
        .doesNotContainAnyElementsOf(others)
        .doesNotContainAnyElementsOf(ada);
    var strays = planter.strays(bench().connection(), one);
    assertThat(strays).doesNotContainAnyElementsOf(others).doesNotContainAnyElementsOf(ada);
    var together = new LinkedHashSet<>(strays);
    together.addAll(ones);
    erase(inEraseOrder(together.stream().toList()));
    others.forEach(object -> bench().assertSeen(object, Presence.PRESENT));
    assertThat(bench().locate(other.subject(others))).containsAll(others);
    ada.forEach(object -> bench().assertSeen(object, Presence.PRESENT));
  }

  @Test
  default void nobody_has_strays_who_was_never_planted() {
    var planter = planter();
    bench().plantAll(SandboxPeople.ADA);
    bench().plant(bench().invent());
    int held = bench().held(SandboxPeople.ADA);
    assertThat(planter.strays(bench().connection(), bench().invent())).isEmpty();
    assertThat(bench().held(SandboxPeople.ADA)).isEqualTo(held);
    assertThat(bench().sandbox().erases(bench().descriptor().id())).isEmpty();
  }

  /**
   * Each call of a planting is refused once, or answered with a failure after it was carried out.
   */
  @ParameterizedTest(name = "carried out: {0}")
  @ValueSource(booleans = {false, true})
  default void a_planting_that_breaks_off_leaves_nothing_unknown(boolean carriedOut) {
    var planter = planter();
    bench().adapter().check(bench().connection());
    long before = bench().calls();
    var whole = bench().invent();
    var planted = bench().plant(whole);
    int calls = (int) (bench().calls() - before);
    erase(inEraseOrder(planted));
    for (int nth = 1; nth <= calls; nth++) {
      var person = bench().invent();
      var told = new ArrayList<VendorObject>();
      if (carriedOut) {
        bench().lose(nth);
      } else {
        bench().strike(nth, 503);
      }
      var failure = bench().failure(() -> planter.plant(bench().connection(), person, told::add));
      assertThat(failure.kind()).as("call %d of %d", nth, calls).isEqualTo(Kind.UNAVAILABLE);
      bench().behave();
      bench().learn(told);
      told.forEach(object -> bench().assertSeen(object, Presence.PRESENT));
      var strays = planter.strays(bench().connection(), person);
      if (!carriedOut) {
        assertThat(told).as("told of all that the vendor has named").containsAll(strays);
      }
      var known = new LinkedHashSet<>(told);
      known.addAll(strays);
      erase(inEraseOrder(known.stream().toList()));
      assertNothingLeft(person, told);
    }
  }

  @Test
  default void a_planting_that_broke_off_is_done_when_it_is_called_again() {
    var planter = planter();
    bench().adapter().check(bench().connection());
    long before = bench().calls();
    bench().plant(bench().invent());
    int calls = (int) (bench().calls() - before);
    var person = bench().invent();
    var told = new ArrayList<VendorObject>();
    bench().lose(calls);
    bench().failure(() -> planter.plant(bench().connection(), person, told::add));
    bench().behave();
    var again = bench().plant(person);
    assertThat(ContractBench.kinds(again)).containsExactlyInAnyOrderElementsOf(planter.kinds());
    var known = new LinkedHashSet<>(told);
    known.addAll(again);
    known.addAll(planter.strays(bench().connection(), person));
    erase(inEraseOrder(known.stream().toList()));
    assertNothingLeft(person, again);
  }

  /** A sandbox that was restarted has what was planted by calls, under the same ids. */
  @Test
  default void what_was_planted_is_planted_again_by_the_requests_that_change_something() {
    planter();
    var planted = bench().plant(bench().invent());
    var simulator = bench().simulator();
    var changing =
        simulator.exchanges().stream().filter(WatchedSimulator.Exchange::changes).toList();
    bench().sandbox().reset();
    for (var exchange : changing) {
      simulator.answer(simulator.again(exchange.request()), exchange.misbehaviours());
    }
    planted.forEach(object -> bench().assertSeen(object, Presence.PRESENT));
  }

  private void assertNothingLeft(SyntheticPerson person, List<VendorObject> told) {
    told.forEach(object -> bench().assertSeen(object, Presence.ABSENT));
    assertThat(bench().locate(person.subject(told))).as("located afterwards").isEmpty();
    assertThat(planter().strays(bench().connection(), person)).as("strays afterwards").isEmpty();
  }

  private void erase(List<VendorObject> objects) {
    for (var object : objects) {
      assertThat(bench().erase(object))
          .as("%s", object)
          .isInstanceOfAny(Erasure.Claimed.class, Erasure.AlreadyAbsent.class);
    }
  }

  private List<VendorObject> inEraseOrder(List<VendorObject> objects) {
    return objects.stream().sorted(eraseOrder()).toList();
  }

  private Comparator<VendorObject> eraseOrder() {
    var order = bench().descriptor().surfaces().stream().map(Surface::kind).toList();
    return Comparator.comparingInt(object -> order.indexOf(object.kind()));
  }

  private Planter planter() {
    var planter = bench().adapter().planter();
    assumeThat(planter).as("a planter").isPresent();
    return planter.orElseThrow();
  }
}
