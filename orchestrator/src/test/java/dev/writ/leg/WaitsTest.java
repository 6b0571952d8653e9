package dev.writ.leg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.leg.LegObjects.Held;
import dev.writ.leg.LegObjects.Progress;
import dev.writ.vendor.spi.VendorObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(19));

  private final Held chime = held("chime", true, Optional.empty(), Instant.EPOCH);
  private final Waits waits = new Waits(atNow());

  @Test
  void what_is_waited_for_bars_other_kinds() {
    waits.until(LATER, held("rope", true, Optional.empty(), Instant.EPOCH));
    assertThat(waits.bars(chime)).isTrue();
    assertThat(waits.bars(held("rope", true, Optional.empty(), Instant.EPOCH))).isFalse();
  }

  @Test
  void what_nothing_depends_on_is_waited_for_and_bars_nothing() {
    waits.until(LATER, held("rope", true, Optional.empty(), Instant.EPOCH), false);
    assertThat(waits.bars(chime)).isFalse();
    assertThat(waits.first()).isEqualTo(LATER);
  }

  @Test
  void an_object_that_is_not_due_yet_bars_as_the_vendor_said_when_it_was_asked() {
    assertThat(waits.due(held("rope", false, Optional.of("handle"), LATER))).isFalse();
    assertThat(waits.bars(chime)).isFalse();
    assertThat(waits.due(held("rope", true, Optional.of("handle"), LATER))).isFalse();
    assertThat(waits.bars(chime)).isTrue();
    assertThat(waits.due(held("clapper", false, Optional.of("handle"), LATER))).isFalse();
    assertThat(waits.bars(chime)).as("one of them still does").isTrue();
  }

  private static Held held(String kind, boolean bars, Optional<String> handle, Instant pollAt) {
    var object = new VendorObject(kind, kind + "_1");
    return new Held(1, 0, object, Progress.PROCESSING, false, handle, pollAt, bars, Instant.EPOCH);
  }

  /** Only its clock is asked. */
  private static LegAttempt atNow() {
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new LegAttempt(null, null, null, null, null, null, Duration.ZERO, clock);
  }
}
