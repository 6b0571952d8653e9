package dev.writ.vendor.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.spi.Admission;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Patience;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every call passes the connection's door, and reading calls have its patience. */
interface DoorPromises extends Promises {

  @Test
  default void every_call_enters_and_leaves_once() throws Throwable {
    var door = new CountingAdmission();
    var connection = bench().connection(door, Patience.NONE);
    var subject = bench().plantAll(SandboxPeople.ADA);
    var located = bench().locate(subject);
    long before = bench().calls();
    for (var call : Operations.of(bench(), connection, subject, located).values()) {
      call.call();
    }
    assertThat(door.entered()).as("entered").isPositive();
    assertThat((long) door.entered()).as("entered").isEqualTo(bench().calls() - before);
    assertThat(door.left()).as("left").isEqualTo(door.entered());
  }

  /** A limit that is documented and that no call says it is under is kept by nobody. */
  @Test
  default void the_door_is_told_of_every_declared_family_and_of_no_other() throws Throwable {
    var door = new CountingAdmission();
    var connection = bench().connection(door, Patience.NONE);
    var subject = bench().plantAll(SandboxPeople.ADA);
    var located = bench().locate(subject);
    for (var call : Operations.of(bench(), connection, subject, located).values()) {
      call.call();
    }
    assertThat(door.families())
        .containsExactlyInAnyOrderElementsOf(
            bench().descriptor().families().stream()
                .map(VendorDescriptor.Family::name)
                .collect(Collectors.toSet()));
  }

  @Test
  default void the_door_is_told_of_every_failure() {
    var door = new CountingAdmission();
    var connection = bench().connection(door, Patience.NONE);
    var subject = bench().plantAll(SandboxPeople.ADA);
    var located = bench().locate(subject);
    bench().misbehave(Misbehaviour.DOWN);
    var operations = Operations.of(bench(), connection, subject, located).values();
    operations.forEach(call -> bench().failure(call));
    assertThat(door.failures())
        .hasSize(door.entered())
        .hasSizeGreaterThanOrEqualTo(operations.size())
        .allMatch(failure -> failure.kind() == Kind.UNAVAILABLE);
  }

  @Test
  default void a_closed_door_is_handed_on_without_a_call() {
    var closed = new VendorFailure(Kind.UNAVAILABLE, 0, Duration.ofSeconds(77));
    var connection = bench().connection(closedDoor(closed), Patience.NONE);
    var subject = bench().plantAll(SandboxPeople.ADA);
    var located = bench().locate(subject);
    long before = bench().calls();
    Operations.of(bench(), connection, subject, located)
        .forEach(
            (operation, call) -> assertThat(bench().failure(call)).as(operation).isSameAs(closed));
    assertThat(bench().calls()).isEqualTo(before);
  }

  private static Admission closedDoor(VendorFailure closed) {
    return new Admission() {
      @Override
      public void enter() {
        throw closed;
      }

      @Override
      public void leave(VendorFailure failure) {}
    };
  }

  @Test
  default void with_patience_one_lost_page_does_not_restart_a_search() {
    var patient = bench().connection(Admission.OPEN, patience());
    var subject = bench().plantAll(SandboxPeople.ADA);
    var expected = bench().find(subject);
    long calls = callsOf(patient, subject, expected);
    for (var nth : Set.of((int) calls, (int) Math.ceilDiv(calls, 2L))) {
      bench().strike(nth, 503);
      assertThat(callsOf(patient, subject, expected))
          .as("calls when call %d of %d is lost once", nth, calls)
          .isEqualTo(calls + 1);
    }
  }

  @Test
  default void without_patience_a_lost_page_is_handed_on_at_once() {
    var subject = bench().plantAll(SandboxPeople.ADA);
    bench().locate(subject);
    long calls = bench().calls();
    bench().strike((int) calls, 503);
    var failure = bench().failure(() -> bench().adapter().locate(bench().connection(), subject));
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(bench().calls()).isEqualTo(2 * calls);
  }

  private static Patience patience() {
    return new Patience(2, Duration.ZERO, Duration.ofSeconds(1));
  }

  private long callsOf(VendorConnection connection, Subject subject, Location expected) {
    long before = bench().calls();
    assertThat(bench().adapter().locate(connection, subject)).isEqualTo(expected);
    return bench().calls() - before;
  }
}
