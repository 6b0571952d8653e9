package dev.writ.vendor.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorDescriptor.Setting;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.VendorDescriptor.Undocumented;
import dev.writ.vendor.spi.Way;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a vendor says about itself is complete, and this kit has tried all of it. */
interface DescriptorPromises extends Promises {

  @Test
  default void describes_itself_in_full() {
    var descriptor = bench().descriptor();
    assertThat(descriptor.id()).matches("[a-z][a-z0-9-]*");
    assertThat(descriptor.id()).isEqualTo(bench().simulator().vendor());
    assertThat(descriptor.name()).isNotBlank();
    assertThat(descriptor.defaultBaseUrl().getScheme()).isEqualTo("https");
    assertThat(descriptor.defaultBaseUrl().toString()).doesNotEndWith("/");
    assertThat(descriptor.credentials())
        .isNotEmpty()
        .isSubsetOf(bench().simulator().credentials().keySet());
    assertThat(bench().simulator().credentials().keySet())
        .isSubsetOf(
            Stream.concat(
                    descriptor.credentials().stream(), descriptor.optionalCredentials().stream())
                .toList());
    assertThat(descriptor.settings().stream().map(Setting::name)).doesNotHaveDuplicates();
    assertThat(descriptor.settings()).allMatch(setting -> !setting.meaning().isBlank());
    assertThat(bench().contract().settings().keySet())
        .as("settings used are settings declared")
        .isSubsetOf(descriptor.settings().stream().map(Setting::name).toList());
    assertThat(descriptor.surfaces().stream().map(Surface::kind))
        .isNotEmpty()
        .doesNotHaveDuplicates();
    assertThat(descriptor.surfaces()).allMatch(surface -> !surface.located().isBlank());
    assertThat(descriptor.exceptions())
        .isNotEmpty()
        .allMatch(e -> !e.what().isBlank() && !e.reason().isBlank() && !e.source().isBlank());
    assertThat(descriptor.callsPerSecond()).isPositive();
    assertThat(descriptor.concurrency()).isPositive();
    assertThat(descriptor.settling()).isGreaterThanOrEqualTo(Duration.ZERO);
    assertThat(descriptor.documents()).isNotEmpty();
    assertThat(descriptor.unconfirmed()).allMatch(open -> !open.isBlank());
  }

  @Test
  default void what_is_done_by_hand_is_described_and_what_nobody_does_is_explained() {
    var descriptor = bench().descriptor();
    assertThat(descriptor.manual().stream().map(ManualWork::code)).doesNotHaveDuplicates();
    for (var work : descriptor.manual()) {
      assertThat(work.steps()).as(work.code()).isNotEmpty().noneMatch(String::isBlank);
      assertThat(work.title()).as(work.code()).isNotBlank();
      assertThat(work.source()).as(work.code()).isNotBlank();
    }
    assertThat(descriptor.lookUps())
        .as("an officer looks up what the account is set to, and no person does")
        .hasSameSizeAs(descriptor.lookedUp())
        .allMatch(work -> work.doer() == ManualWork.Doer.OFFICER);
    for (var surface : descriptor.surfaces()) {
      for (var way : List.of(surface.exported(), surface.erased(), surface.verified())) {
        switch (way) {
          case Way.Api api -> assertThat(api.call()).as(surface.kind()).isNotBlank();
          case Way.Hand hand ->
              assertThat(descriptor.findManual(hand.work())).as(surface.kind()).isPresent();
          case Way.None none -> assertThat(none.reason()).as(surface.kind()).isNotBlank();
        }
      }
    }
  }

  /** Work that nothing asks for is never done: each is asked for by some answer. */
  @Test
  default void everything_that_is_done_by_hand_is_asked_for() {
    var descriptor = bench().descriptor();
    var unasked = new LinkedHashSet<>(descriptor.manual().stream().map(ManualWork::code).toList());
    unasked.removeAll(descriptor.lookedUp());
    for (var object :
        ContractBench.oneOfEach(bench().locate(bench().plantAll(SandboxPeople.ADA)))) {
      unasked.removeAll(bench().asked(object));
    }
    bench().sandbox().reset();
    unasked.removeAll(bench().askedInLeaving(bench().connection()));
    for (var code : List.copyOf(unasked)) {
      bench().sandbox().reset();
      bench().behave();
      unasked.removeAll(bench().contract().askFor(code));
    }
    assertThat(unasked).as("codes with which no erase, export or revocation answers").isEmpty();
  }

  @Test
  default void what_it_promises_is_comparable_documented_and_read_before_today() {
    var descriptor = bench().descriptor();
    var today = LocalDate.now(ZoneOffset.UTC);
    assertThat(descriptor.readOn()).isBeforeOrEqualTo(today);
    assertThat(descriptor.looks()).isSorted().doesNotHaveDuplicates();
    assertThat(descriptor.looks())
        .allSatisfy(look -> assertThat(look).isBetween(Duration.ofHours(1), Duration.ofDays(800)));
    assertThat(descriptor.claims().stream().map(c -> c.promise() + " of " + c.appliesTo()))
        .as("one promise of each kind for a plan")
        .doesNotHaveDuplicates();
    for (var claim : descriptor.claims()) {
      assertThat(claim.value()).as("%s", claim.promise()).matches(comparable(claim.promise()));
      assertThat(claim.appliesTo()).as("%s", claim.promise()).isNotBlank();
      assertThat(claim.statement()).as("%s", claim.promise()).isNotBlank();
      assertThat(claim.source()).as("%s", claim.promise()).isNotBlank();
      assertThat(claim.readOn()).isBetween(LocalDate.of(2020, 1, 1), today);
    }
  }

  @Test
  default void every_promise_is_documented_or_said_to_be_undocumented() {
    var descriptor = bench().descriptor();
    assertThat(descriptor.undocumented()).allMatch(silent -> !silent.where().isBlank());
    assertThat(
            Stream.concat(
                descriptor.claims().stream().map(DocumentedClaim::promise).distinct(),
                descriptor.undocumented().stream().map(Undocumented::promise)))
        .containsExactlyInAnyOrder(Promise.values());
  }

  private static String comparable(Promise promise) {
    return switch (promise) {
      case RETENTION -> "P\\d+D";
      case NO_TRAINING, ISOLATION, SOC2_TYPE_II -> "yes|no";
      case DELETION_ON_REQUEST, DELETION_AT_CONTRACT_END -> "yes|no|P\\d+D";
      // Each name is confirmed by itself, at a path that ends in it.
      case SUB_PROCESSORS -> "[^,/\\\\\\s][^,/\\\\]*(,\\s*[^,/\\\\\\s][^,/\\\\]*)*";
      case REGION, BREACH_HISTORY -> "\\S.*";
    };
  }

  @Test
  default void every_declared_surface_is_tried_by_this_kit() {
    var located = bench().locate(bench().plantAll(SandboxPeople.ADA));
    assertThat(ContractBench.kinds(located))
        .as("plant all kinds, or make the missing ones in plantMore")
        .containsExactlyInAnyOrderElementsOf(
            bench().descriptor().surfaces().stream().map(Surface::kind).toList());
  }

  @Test
  default void is_made_by_a_public_constructor_without_arguments() throws Exception {
    var made = bench().adapter().getClass().getConstructor().newInstance();
    assertThat(made.descriptor()).isEqualTo(bench().descriptor());
  }
}
