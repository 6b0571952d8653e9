package dev.writ.vendor.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Erasing in the located order leaves nothing, may be repeated, and does no more than declared. */
interface ErasePromises extends Promises {
  SandboxPerson BYSTANDER =
      SandboxPeople.all().stream().filter(p -> p.key().equals("sam-lee")).findFirst().orElseThrow();

  @Test
  default void erasing_in_the_located_order_leaves_nothing_and_nobody_else_is_touched() {
    var bystander = bench().plant(BYSTANDER);
    int others = bench().held(BYSTANDER);
    var subject = bench().plantAll(SandboxPeople.ADA);
    var located = bench().locate(subject);
    for (var object : located) {
      if (bench().erasable(object)) {
        assertThat(bench().erase(object))
            .as("%s", object)
            .isInstanceOfAny(Erasure.Claimed.class, Erasure.AlreadyAbsent.class);
      }
    }
    assertAllAbsent(located);
    long beyond = located.stream().filter(object -> !bench().erasable(object)).count();
    assertThat(bench().held(SandboxPeople.ADA)).as("still held").isBetween(0, (int) beyond);
    assertThat(bench().held(BYSTANDER)).isEqualTo(others);
    assertThat(bench().locate(bystander)).hasSize(others);
    if (beyond == 0) {
      assertThat(bench().locate(subject)).isEmpty();
    }
  }

  @Test
  default void the_first_erase_is_a_claim_and_a_repeated_one_is_safe() {
    var located = bench().locate(bench().plantAll(SandboxPeople.ADA));
    var erasable = located.stream().filter(bench()::erasable).toList();
    assertThat(bench().erase(erasable.getFirst())).isInstanceOf(Erasure.Claimed.class);
    for (var object : erasable) {
      bench().erase(object);
      assertThat(bench().erase(object))
          .as("%s, again", object)
          .isInstanceOfAny(Erasure.Claimed.class, Erasure.AlreadyAbsent.class);
      bench().assertSeen(object, Presence.ABSENT);
    }
  }

  @Test
  default void erasing_what_has_vanished_is_safe() {
    var located = bench().locate(bench().plantAll(SandboxPeople.ADA));
    bench().sandbox().reset();
    for (var object : located) {
      bench().assertSeen(object, Presence.ABSENT);
      if (bench().erasable(object)) {
        assertThat(bench().erase(object))
            .as("%s", object)
            .isInstanceOfAny(Erasure.Claimed.class, Erasure.AlreadyAbsent.class);
      }
    }
  }

  @Test
  default void a_surface_declared_without_erase_is_refused_and_left_alone() {
    var located = bench().locate(bench().plantAll(SandboxPeople.ADA));
    var undeclared = located.stream().filter(object -> !bench().erasable(object)).toList();
    assumeThat(undeclared).as("surfaces without erase").isNotEmpty();
    int held = bench().held(SandboxPeople.ADA);
    for (var object : ContractBench.oneOfEach(undeclared)) {
      bench().assertRefused(object);
      bench().assertSeen(object, Presence.PRESENT);
    }
    assertThat(bench().held(SandboxPeople.ADA)).isEqualTo(held);
    assertThat(bench().sandbox().erases(bench().descriptor().id())).isEmpty();
  }

  @Test
  default void asking_on_about_work_that_was_never_started_is_refused() {
    for (var object : bench().locate(bench().plantAll(SandboxPeople.ADA))) {
      var failure =
          bench()
              .failure(
                  () -> bench().adapter().pollErasure(bench().connection(), object, "no-handle"));
      assertThat(failure.kind()).isIn(Kind.REJECTED, Kind.MALFORMED_RESPONSE);
    }
  }

  private void assertAllAbsent(List<VendorObject> located) {
    for (var object : located) {
      if (bench().erasable(object)) {
        bench().assertSeen(object, Presence.ABSENT);
      }
    }
  }
}
