package dev.writ.vendor.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every named fault has its kind, at every operation, and its failure tells of nobody. */
interface FaultPromises extends Promises {

  @ParameterizedTest
  @EnumSource
  default void a_fault_has_its_kind_at_every_operation(Fault fault) {
    var subject = bench().plantAll(SandboxPeople.ADA);
    var located = bench().locate(subject);
    int held = bench().held(SandboxPeople.ADA);
    fault.strike(bench());
    Operations.of(bench(), bench().connection(), subject, located)
        .forEach((operation, call) -> assertStruck(fault, operation, call));
    bench().behave();
    if (!fault.acts()) {
      assertThat(bench().held(SandboxPeople.ADA)).as("nothing was done").isEqualTo(held);
    }
  }

  /** At every step of the work, which goes on by the same handle when the fault is over. */
  @ParameterizedTest
  @EnumSource
  default void a_fault_while_slow_work_is_asked_for_has_its_kind_and_loses_nothing(Fault fault) {
    var located = bench().locate(bench().plantAll(SandboxPeople.ADA));
    int asked = 0;
    for (var work : SlowWork.of(bench(), located)) {
      var step = work.begin().get();
      for (int polls = 0; step.isPresent(); polls++) {
        var handle = step.get().handle();
        fault.strike(bench());
        assertStruck(fault, work.name(), () -> work.ask().apply(handle));
        bench().behave();
        bench().waitFor(handle, step.get().again(), step.get().shown(), polls);
        step = work.ask().apply(handle);
        asked++;
      }
    }
    assumeThat(asked).as("steps of slow work").isPositive();
  }

  /** Where a documented success has no form, a garbled one is only a claim, and no more. */
  private void assertStruck(Fault fault, String operation, ThrowingCallable call) {
    if (fault.acts() && operation.startsWith("erase") && catchThrowable(call) == null) {
      return;
    }
    var failure = bench().failure(call);
    assertThat(failure.kind()).as(operation).isEqualTo(fault.kind());
    switch (fault) {
      case RATE_LIMITED ->
          assertThat(failure.retryAfter()).as(operation).contains(Duration.ofSeconds(1));
      case RATE_LIMITED_BARE ->
          failure.retryAfter().ifPresent(wait -> assertThat(wait).as(operation).isPositive());
      case MALFORMED -> {
        return;
      }
      default -> {}
    }
    assertThat(failure.status()).as(operation).isEqualTo(fault.status());
  }

  @Test
  default void a_slow_vendor_is_waited_for() {
    bench().adapter().control(bench().connection()); // the first call of a process is slow itself
    long calls = bench().calls();
    var slowness = bench().contract().slowness();
    bench().sandbox().slowness(bench().descriptor().id(), slowness);
    bench().misbehave(Misbehaviour.SLOW);
    var before = System.nanoTime();
    assertThat(bench().adapter().control(bench().connection())).isTrue();
    var taken = Duration.ofNanos(System.nanoTime() - before);
    assertThat(taken).isGreaterThan(slowness.multipliedBy(bench().calls() - calls));
  }

  @Test
  default void no_url_carries_an_identifier_or_a_credential() {
    var people =
        List.of(
            SandboxPeople.ADA,
            SandboxPeople.all().stream()
                .filter(p -> p.key().equals("plus"))
                .findFirst()
                .orElseThrow());
    bench().adapter().check(bench().connection());
    for (var person : people) {
      for (var object : bench().locate(bench().plantAll(person))) {
        bench().read(object);
        exportAndErase(object);
        bench().read(object);
      }
    }
    var words = words(people);
    for (var request : bench().requests()) {
      var url = (request.path() + " " + request.query()).toLowerCase(Locale.ROOT);
      var found = words.stream().filter(url::contains).collect(Collectors.toSet());
      if (bench().contract().mayCarryAnIdentifier(request)) {
        found.removeAll(emails(people));
      }
      assertThat(found).as("%s %s", request.method(), request.path()).isEmpty();
    }
  }

  private void exportAndErase(VendorObject object) {
    try {
      bench().export(object);
      bench().erase(object);
    } catch (VendorFailure undeclared) {
      assertThat(undeclared.kind()).isEqualTo(VendorFailure.Kind.REJECTED);
    }
  }

  private Set<String> words(List<SandboxPerson> people) {
    return Stream.of(
            emails(people).stream(),
            people.stream().map(SandboxPerson::name),
            bench().simulator().credentials().values().stream().filter(v -> v.length() > 3))
        .flatMap(s -> s)
        .map(word -> word.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private static Set<String> emails(List<SandboxPerson> people) {
    return people.stream().flatMap(p -> p.emails().stream()).collect(Collectors.toSet());
  }
}
