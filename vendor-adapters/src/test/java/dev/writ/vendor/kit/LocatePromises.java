package dev.writ.vendor.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Locate finds all of one person, nothing of another, and changes nothing. */
interface LocatePromises extends Promises {

  @Test
  default void locate_finds_every_object_in_erase_order_and_without_repeats() {
    bench().plant(person("single"));
    var subject = bench().plantAll(SandboxPeople.ADA);
    var location = bench().find(subject);
    var order = bench().descriptor().surfaces().stream().map(Surface::kind).toList();
    assertThat(location.objects()).isNotEmpty().doesNotHaveDuplicates();
    assertThat(location.objects()).containsAll(subject.ledgered());
    assertThat(location.objects().stream().map(o -> order.indexOf(o.kind())).toList())
        .as("places in the descriptor's order")
        .doesNotContain(-1)
        .isSorted();
    assertThat(location.ambiguous()).as("one person is not ambiguous").isFalse();
    assertThat(location.objects())
        .allSatisfy(object -> bench().assertSeen(object, Presence.PRESENT));
  }

  @Test
  default void locate_finds_as_many_objects_as_are_held() {
    for (var key : List.of("ada", "two-mails", "plus", "umlaut", "single")) {
      var subject = bench().plant(person(key));
      assertThat(bench().locate(subject)).as(key).hasSize(bench().held(person(key))).isNotEmpty();
    }
  }

  /** Without the ledger, which folds addresses itself: the vendor's own search is asked. */
  @Test
  default void an_address_in_other_letters_finds_the_same_person() {
    bench().plantAll(SandboxPeople.ADA);
    var written = bench().locate(known(email -> email));
    assertThat(written).isNotEmpty();
    assertThat(bench().locate(known(LocatePromises::capital))).isEqualTo(written);
    assertThat(bench().locate(known(LocatePromises::shouted))).isEqualTo(written);
  }

  private static String capital(String email) {
    return shouted(email.substring(0, 1)) + email.substring(1);
  }

  private static String shouted(String email) {
    return email.toUpperCase(Locale.ROOT);
  }

  private static Subject known(UnaryOperator<String> writing) {
    var written =
        SandboxPeople.ADA.emails().stream()
            .map(email -> new Identifier(Identifier.Type.EMAIL, writing.apply(email)));
    return new Subject(written.toList(), List.of());
  }

  @Test
  default void locate_follows_every_page_to_the_last() {
    var subject = bench().plant(SandboxPeople.PROLIFIC);
    assertThat(bench().locate(subject))
        .doesNotHaveDuplicates()
        .hasSize(bench().held(SandboxPeople.PROLIFIC))
        .hasSizeGreaterThan(1000);
  }

  @Test
  default void locate_changes_nothing_and_answers_the_same_again() {
    var subject = bench().plantAll(SandboxPeople.ADA);
    int held = bench().held(SandboxPeople.ADA);
    var once = bench().find(subject);
    assertThat(bench().find(subject)).isEqualTo(once);
    assertThat(bench().held(SandboxPeople.ADA)).isEqualTo(held);
    assertThat(bench().sandbox().erases(bench().descriptor().id())).isEmpty();
  }

  @Test
  default void locate_finds_nothing_for_a_stranger_or_a_subject_without_identifiers() {
    bench().plantAll(SandboxPeople.ADA);
    for (var subject :
        List.of(
            ContractBench.subject(SandboxPeople.NOBODY, List.of()),
            new Subject(List.of(), List.of()))) {
      var location = bench().find(subject);
      assertThat(location.objects()).isEmpty();
      assertThat(location.ambiguous()).isFalse();
    }
  }

  @Test
  default void locate_keeps_people_of_the_same_name_apart() {
    var one = bench().plant(person("sam-lee"));
    var other = bench().plant(person("sam-lee-other"));
    assertThat(bench().locate(one)).hasSize(bench().held(person("sam-lee"))).isNotEmpty();
    assertThat(bench().locate(other))
        .hasSize(bench().held(person("sam-lee-other")))
        .doesNotContainAnyElementsOf(bench().locate(one));
  }

  @Test
  default void an_identifier_that_cannot_be_one_of_this_vendors_matches_nothing() {
    bench().plant(SandboxPeople.ADA);
    for (var type : Identifier.Type.values()) {
      for (var value : Misfits.IDENTIFIERS) {
        var subject = new Subject(List.of(new Identifier(type, value)), List.of());
        var location = bench().find(subject);
        assertThat(location.objects()).as("%s <%s>", type, value).isEmpty();
      }
    }
    assertThat(bench().requests()).noneMatch(request -> request.path().contains(".."));
  }

  @Test
  default void a_ledgered_object_that_is_gone_is_not_located() {
    var subject = bench().plantAll(SandboxPeople.ADA);
    bench().sandbox().reset();
    assertThat(bench().locate(subject)).isEmpty();
  }

  @Test
  default void many_threads_may_use_one_adapter() throws Exception {
    var one = bench().plant(SandboxPeople.ADA);
    var other = bench().plant(person("sam-lee"));
    var expected = bench().locate(one);
    var expectedOther = bench().locate(other);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < 4; i++) {
        calls.add(() -> bench().locate(one).equals(expected));
        calls.add(() -> bench().locate(other).equals(expectedOther));
      }
      for (var same : threads.invokeAll(calls)) {
        assertThat(same.get()).isTrue();
      }
    }
  }

  private static SandboxPerson person(String key) {
    return SandboxPeople.all().stream().filter(p -> p.key().equals(key)).findFirst().orElseThrow();
  }
}
