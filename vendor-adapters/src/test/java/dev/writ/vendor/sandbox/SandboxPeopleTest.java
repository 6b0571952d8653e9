package dev.writ.vendor.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SandboxPeopleTest {
  private static final List<String> NINE =
      IntStream.range(0, 9).mapToObj(i -> "vendor" + i).toList();

  @Test
  void two_hundred_live_everywhere_and_are_distinct() {
    var people = SandboxPeople.all();
    assertThat(people).hasSize(200).allMatch(p -> p.livesIn("a vendor nobody thought of"));
    assertThat(people).extracting(SandboxPerson::key).doesNotHaveDuplicates();
    assertThat(people.stream().flatMap(p -> p.emails().stream()))
        .doesNotHaveDuplicates()
        .allMatch(e -> e.endsWith("@example.com"));
  }

  @Test
  void each_vendor_has_people_of_its_own() {
    var people = SandboxPeople.at(NINE);
    assertThat(people).hasSize(200 + 4 * NINE.size()).containsAll(SandboxPeople.all());
    assertThat(people).extracting(SandboxPerson::key).doesNotHaveDuplicates();
    for (var vendor : NINE) {
      assertThat(people)
          .filteredOn(p -> p.email().equals("only-" + vendor + "@example.com"))
          .singleElement()
          .satisfies(p -> assertThat(NINE).filteredOn(p::livesIn).containsExactly(vendor));
    }
  }

  @Test
  void the_awkward_cases_are_there() {
    var people = SandboxPeople.all();
    assertThat(SandboxPeople.ADA.emails()).contains("ada@example.com").hasSize(2);
    assertThat(NINE).allMatch(SandboxPeople.ADA::livesIn);
    assertThat(NINE).noneMatch(SandboxPeople.NOBODY::livesIn);
    assertThat(SandboxPeople.at(NINE)).noneMatch(p -> p.emails().contains("nobody@example.com"));
    assertThat(people).filteredOn(p -> p.name().equals("Sam Lee")).hasSize(2);
    assertThat(people)
        .filteredOn(p -> p.objects() == 2000)
        .extracting(SandboxPerson::key)
        .containsExactly("prolific");
    assertThat(people).extracting(SandboxPerson::email).contains("pia+shop@example.com");
    assertThat(people).extracting(SandboxPerson::name).contains("Jürgen Größe");
    assertThat(people).filteredOn(p -> p.objects() == 1).isNotEmpty();
  }

  @Test
  void are_planted_where_they_live() {
    try (var sandbox = new Sandbox(0, List.of(new ThingsVendor("one"), new ThingsVendor("two")))) {
      var planted = sandbox.plantEveryone();
      assertThat(planted).hasSize(408);
      assertThat(planted)
          .filteredOn(p -> p.person().key().startsWith("only-one"))
          .extracting(Sandbox.Planted::vendor)
          .containsOnly("one");
      assertThat(sandbox.plant(List.of(SandboxPeople.NOBODY))).isEmpty();
      assertThat(sandbox.simulator("two").held(SandboxPeople.onlyAt("one").getFirst())).isZero();
      assertThat(sandbox.vendors()).isEqualTo(Set.of("one", "two"));
    }
  }
}
