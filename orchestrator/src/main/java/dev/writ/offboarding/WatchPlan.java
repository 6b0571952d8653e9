package dev.writ.offboarding;

import dev.writ.connection.VendorCatalogue;
import dev.writ.offboarding.Sights.Kind;
import dev.writ.settings.WritSettings;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorDescriptor.OutOfReach;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** When a vendor that was left is looked at. */
@Component
class WatchPlan {
  private final Sights sights;
  private final Absences absences;
  private final VendorCatalogue vendors;
  private final Clock clock;
  private final WritSettings.Offboarding settings;
  private final Duration longest;

  WatchPlan(
      Sights sights,
      Absences absences,
      VendorCatalogue vendors,
      Clock clock,
      WritSettings settings) {
    this.clock = clock;
    this.sights = sights;
    this.absences = absences;
    this.vendors = vendors;
    this.settings = settings.offboarding();
    this.longest = settings.looks().longest();
  }

  /**
   * At once: the old credentials, and what another connection sees; in the caller's transaction.
   */
  void probe(Offboarding now) {
    plan(now, now.round(), clock.instant());
  }

  /** The last moment at which a look may be due. */
  Instant latest() {
    return clock.instant().plus(longest);
  }

  /** Through the policy's looks and the vendor's documented windows. */
  void watch(Offboarding now) {
    var start = clock.instant();
    var left = vendors.require(now.vendor()).descriptor();
    delays(settings, longest, left).forEach(delay -> plan(now, now.round(), start.plus(delay)));
  }

  /** Where there are no credentials nothing can be refused: a human's word ends the access. */
  private void plan(Offboarding now, int round, Instant at) {
    if (vendors.require(now.vendor()).descriptor().takesCredentials()) {
      sights.plan(now.id(), round, Kind.ACCESS, at);
    }
    if (now.verifyWith().isPresent() && canLook(now)) {
      sights.plan(now.id(), round, Kind.DATA, at);
    }
  }

  /** By lists, or by the ids of what a look has shown to be gone before. */
  private boolean canLook(Offboarding now) {
    return vendors.require(now.vendor()).inventory().isPresent()
        || absences.anyObservable(now.id());
  }

  /**
   * How long after the rights were taken away it is looked: the policy's looks and, by the setting,
   * how long after an erase the vendor's documents say that something is gone. What goes later than
   * {@code longest} is not waited for: the certificate names its day.
   */
  static List<Duration> delays(
      WritSettings.Offboarding settings, Duration longest, VendorDescriptor descriptor) {
    var windows =
        settings.windows()
            ? windows(descriptor).stream().filter(after -> after.compareTo(longest) <= 0).toList()
            : List.<Duration>of();
    return Stream.concat(settings.looks().stream(), windows.stream()).distinct().sorted().toList();
  }

  /** How long after an erase the vendor's documents say that something is gone. */
  static List<Duration> windows(VendorDescriptor descriptor) {
    return Stream.concat(
            descriptor.looks().stream(),
            descriptor.exceptions().stream()
                .map(OutOfReach::purgedAfter)
                .filter(Objects::nonNull)
                .map(after -> Objects.requireNonNull(after).plusDays(2)))
        .distinct()
        .sorted()
        .toList();
  }
}
