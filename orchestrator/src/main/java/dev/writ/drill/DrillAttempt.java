package dev.writ.drill;

import dev.writ.drill.DrillObjects.Held;
import dev.writ.leg.Pulse;
import dev.writ.vendor.spi.Planter;
import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.VendorObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One attempt at what is due of a drill, by the holder of its lease. */
final class DrillAttempt {
  private final Drill drill;
  private final VendorAdapter adapter;
  private final VendorConnection account;
  private final SyntheticPerson person;
  private final UUID holder;
  private final Pulse pulse;
  private final Clock clock;
  private final Duration longestPoll;
  private int calls;

  DrillAttempt(
      Drill drill,
      VendorAdapter adapter,
      VendorConnection account,
      SyntheticPerson person,
      UUID holder,
      Pulse pulse,
      Clock clock,
      Duration longestPoll) {
    this.drill = drill;
    this.adapter = adapter;
    this.account = account;
    this.person = person;
    this.holder = holder;
    this.pulse = pulse;
    this.clock = clock;
    this.longestPoll = longestPoll;
  }

  /** The drill as it was when the attempt began. */
  Drill drill() {
    return drill;
  }

  VendorAdapter adapter() {
    return adapter;
  }

  VendorConnection account() {
    return account;
  }

  SyntheticPerson person() {
    return person;
  }

  UUID holder() {
    return holder;
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** A sign of life between two calls; stops the attempt when it has been given up. */
  void beat() {
    pulse.beat(++calls);
  }

  Optional<Planter> planter() {
    return adapter.planter();
  }

  /** What the vendor shows by the marker, of kinds it can be asked about. */
  List<VendorObject> strays() {
    return planter().map(planter -> planter.strays(account, person)).orElse(List.of()).stream()
        .filter(adapter::accepts)
        .toList();
  }

  /** From when on a search shows all that was ever planted. */
  Instant settled() {
    // A call of a process that was killed may still be carried out for a moment.
    var lag = settling().plusSeconds(1);
    return drill.plantedAt().map(at -> at.plus(lag)).orElse(Instant.EPOCH);
  }

  Duration settling() {
    return adapter.descriptor().settling();
  }

  /** Sorts so that no object stands before one that must be erased first. */
  Comparator<Held> eraseOrder() {
    var order = adapter.descriptor().surfaces().stream().map(Surface::kind).toList();
    return Comparator.comparingInt(held -> order.indexOf(held.object().kind()));
  }

  /** When a vendor that works on something is asked again. */
  Instant askAgain(Duration wish) {
    return now().plus(wish.compareTo(longestPoll) > 0 ? longestPoll : wish);
  }
}
