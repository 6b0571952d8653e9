package dev.writ.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.recheck.Look.Why;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorDescriptor.OutOfReach;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookPlanTest {
  private static final Instant CONFIRMED = Instant.parse("2026-11-02T09:00:00Z");
  private static final Instant ANSWERED = Instant.parse("2026-11-03T09:00:00Z");
  private final LookPlan plan =
      new LookPlan(List.of(Duration.ofDays(1), Duration.ofDays(30), Duration.ofDays(90)));

  @Test
  void the_policy_counts_from_the_answer_and_the_vendors_windows_from_its_yes() {
    var looks = plan.first(vendor(60), CONFIRMED, ANSWERED);
    assertThat(looks)
        .extracting(PlannedLook::dueAt, PlannedLook::why)
        .containsExactly(
            tuple(ANSWERED, 1, Why.POLICY),
            tuple(ANSWERED, 30, Why.POLICY),
            tuple(CONFIRMED, 60, Why.VENDOR),
            tuple(ANSWERED, 90, Why.POLICY));
    assertThat(looks.get(2).words()).contains("60 days");
  }

  @Test
  void a_window_of_the_vendor_that_is_the_policys_too_is_one_look() {
    assertThat(plan.first(vendor(30, 90), CONFIRMED, ANSWERED))
        .extracting(PlannedLook::dueAt, PlannedLook::why)
        .containsExactly(
            tuple(ANSWERED, 1, Why.POLICY),
            tuple(ANSWERED, 30, Why.VENDOR),
            tuple(ANSWERED, 90, Why.VENDOR));
  }

  @Test
  void what_the_vendor_purges_later_is_looked_for_two_days_after_its_last_day() {
    var vendor =
        draft()
            .exceptions(
                List.of(
                    kept("logs", Duration.ofDays(30)),
                    kept("copies", Duration.ofDays(30)),
                    kept("books", null)))
            .read(LocalDate.EPOCH, List.of(), List.of());
    var purge =
        plan.first(vendor, CONFIRMED, ANSWERED).stream()
            .filter(look -> look.why() == Why.RESIDUAL)
            .toList();
    assertThat(purge).hasSize(1);
    assertThat(purge.getFirst().dueAt()).isEqualTo(CONFIRMED.plus(Duration.ofDays(32)));
    assertThat(purge.getFirst().words()).isEqualTo("logs; copies");
  }

  @Test
  void a_second_erasure_gets_every_look_afresh() {
    assertThat(plan.again(vendor(60), CONFIRMED, ANSWERED))
        .extracting(PlannedLook::dueAt, PlannedLook::why)
        .containsExactly(
            tuple(ANSWERED, 1, Why.AGAIN),
            tuple(ANSWERED, 30, Why.AGAIN),
            tuple(CONFIRMED, 60, Why.VENDOR),
            tuple(ANSWERED, 90, Why.AGAIN));
  }

  private static org.assertj.core.groups.Tuple tuple(Instant from, int days, Why why) {
    return org.assertj.core.groups.Tuple.tuple(from.plus(Duration.ofDays(days)), why);
  }

  private static OutOfReach kept(String what, Duration purged) {
    return new OutOfReach(what, "no API", "invented", purged);
  }

  private static VendorDescriptor vendor(int... days) {
    var looks = java.util.Arrays.stream(days).mapToObj(Duration::ofDays).toArray(Duration[]::new);
    return draft().looks(looks).read(LocalDate.EPOCH, List.of(), List.of());
  }

  private static VendorDescriptor.Draft draft() {
    return VendorDescriptor.of("v", "V", URI.create("https://v.example.com"));
  }
}
