package dev.writ.vendor.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.spi.Admission;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Patience;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A vendor that lies, lags or falls silent is seen through by a read. */
interface DoubtPromises extends Promises {

  @ParameterizedTest
  @EnumSource(names = {"KEEPS_DATA", "HIDES_FROM_LIST"})
  default void data_kept_behind_a_yes_is_seen_by_a_read(Misbehaviour lie) {
    var erasable = erasable();
    int held = bench().held(SandboxPeople.ADA);
    bench().misbehave(lie);
    for (var object : erasable) {
      assertThat(bench().erase(object)).as("%s", object).isInstanceOf(Erasure.Claimed.class);
    }
    for (var object : erasable) {
      bench().assertSeen(object, Presence.PRESENT);
    }
    bench().behave();
    for (var object : erasable) {
      bench().assertSeen(object, Presence.PRESENT);
    }
    assertThat(bench().held(SandboxPeople.ADA)).isEqualTo(held);
  }

  @Test
  default void what_comes_back_from_a_backup_is_seen_by_a_read_and_a_search() {
    assumeTrue(bench().simulator().hasBackup(), "a simulator with a backup");
    var subject = bench().plantAll(SandboxPeople.ADA);
    int held = bench().held(SandboxPeople.ADA);
    var erasable = bench().locate(subject).stream().filter(bench()::erasable).toList();
    bench().sandbox().backup(bench().descriptor().id(), bench().contract().backup());
    bench().misbehave(Misbehaviour.RESTORES_FROM_BACKUP);
    erasable.forEach(bench()::erase);
    bench().behave();
    for (var object : erasable) {
      bench().assertSeen(object, Presence.ABSENT);
    }
    bench().pass(bench().contract().backup());
    for (var object : erasable) {
      bench().assertSeen(object, Presence.PRESENT);
    }
    assertThat(bench().locate(subject)).containsAll(erasable);
    assertThat(bench().held(SandboxPeople.ADA)).isEqualTo(held);
    erasable.forEach(bench()::erase);
    bench().pass(bench().contract().backup().multipliedBy(9));
    for (var object : erasable) {
      bench().assertSeen(object, Presence.ABSENT);
    }
  }

  @Test
  default void what_is_purged_late_is_seen_until_it_goes() {
    assumeTrue(bench().simulator().hasBackup(), "a simulator with a backup");
    var subject = bench().plantAll(SandboxPeople.ADA);
    var erasable = bench().locate(subject).stream().filter(bench()::erasable).toList();
    bench().sandbox().backup(bench().descriptor().id(), bench().contract().backup());
    bench().misbehave(Misbehaviour.PURGES_LATE);
    var due = bench().now().plus(bench().contract().backup());
    erasable.forEach(bench()::erase);
    bench().passUntil(due.minusMillis(1));
    for (var object : erasable) {
      bench().assertSeen(object, Presence.PRESENT);
    }
    assertThat(bench().locate(subject)).containsAll(erasable);
    bench().passUntil(due);
    for (var object : erasable) {
      bench().assertSeen(object, Presence.ABSENT);
    }
  }

  @Test
  default void a_search_that_lags_does_not_fool_a_read() {
    var erasable = erasable();
    bench().misbehave(Misbehaviour.SEARCH_LAGS);
    erasable.forEach(bench()::erase);
    for (var object : erasable) {
      bench().assertSeen(object, Presence.ABSENT);
    }
  }

  /** Half of the answers are lost, so that a sign-in by POST gets through now and then. */
  @Test
  default void an_erase_whose_answer_is_lost_was_carried_out_and_is_settled_by_a_read() {
    var erasable = erasable();
    var slow = false;
    var carriedOut = 0;
    bench().sandbox().seed(7);
    for (var object : erasable) {
      for (int tries = 1; ; tries++) {
        assertThat(tries).as("tries to erase %s", object).isLessThan(20);
        bench().sandbox().misbehave(bench().descriptor().id(), Misbehaviour.ANSWER_LOST, 0.5);
        try {
          slow |=
              bench().adapter().erase(bench().connection(), object) instanceof Erasure.InProgress;
          bench().behave();
          break;
        } catch (VendorFailure lost) {
          assertThat(lost.kind()).isEqualTo(Kind.UNAVAILABLE);
          assertThat(lost.status()).isZero();
          bench().behave();
          if (bench().read(object) == Presence.ABSENT) {
            carriedOut++;
            break;
          }
        }
      }
      bench().erase(object);
      bench().assertSeen(object, Presence.ABSENT);
    }
    if (!slow) {
      assertThat(carriedOut).as("erases seen done although the answer was lost").isPositive();
    }
  }

  @Test
  default void an_erase_is_never_sent_twice_on_the_spot() {
    var erasable = erasable();
    var patient =
        bench().connection(Admission.OPEN, new Patience(3, Duration.ZERO, Duration.ofSeconds(1)));
    bench().misbehave(Misbehaviour.ANSWER_LOST);
    for (var object : ContractBench.oneOfEach(erasable)) {
      bench().failure(() -> bench().adapter().erase(patient, object));
    }
    assertThat(bench().sandbox().erases(bench().descriptor().id()))
        .allSatisfy((call, times) -> assertThat(times).as(call).isEqualTo(1));
  }

  private List<VendorObject> erasable() {
    var erasable =
        bench().locate(bench().plantAll(SandboxPeople.ADA)).stream()
            .filter(bench()::erasable)
            .toList();
    return erasable.isEmpty() ? fail("nothing to erase") : erasable;
  }
}
