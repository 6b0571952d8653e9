package dev.writ.recheck;

import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorDescriptor.OutOfReach;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * When a leg is looked at again. The policy counts from the answer to the person; the vendor's
 * documented windows count from its confirmation.
 *
 * @param policy what every leg gets
 */
record LookPlan(List<Duration> policy) {
  /** What a vendor documents as purged is looked for a little later. */
  static final Duration GRACE = Duration.ofDays(2);

  private static final int LONGEST_WORDS = 500;

  LookPlan {
    policy = List.copyOf(policy);
  }

  /**
   * All looks of a leg, the earliest first. A window of the vendor's that is the policy's too is
   * one look.
   */
  List<PlannedLook> first(VendorDescriptor vendor, Instant confirmed, Instant answered) {
    var looks = new ArrayList<PlannedLook>();
    for (var after : policy) {
      var both = vendor.looks().contains(after);
      looks.add(
          new PlannedLook(
              answered.plus(after),
              both ? Look.Why.VENDOR : Look.Why.POLICY,
              both ? windowWords(after) : null));
    }
    for (var after : vendor.looks()) {
      if (!policy.contains(after)) {
        looks.add(new PlannedLook(confirmed.plus(after), Look.Why.VENDOR, windowWords(after)));
      }
    }
    looks.addAll(purges(vendor, confirmed));
    return sorted(looks);
  }

  /**
   * What a leg gets when it was erased once more: all looks anew, because what came back once may
   * do so again, and after as long a time.
   */
  List<PlannedLook> again(VendorDescriptor vendor, Instant confirmed, Instant answered) {
    return first(vendor, confirmed, answered).stream()
        .map(
            look ->
                look.why() == Look.Why.POLICY
                    ? new PlannedLook(look.dueAt(), Look.Why.AGAIN, null)
                    : look)
        .toList();
  }

  /** One look for all that the vendor documents as purged after the same time. */
  private static List<PlannedLook> purges(VendorDescriptor vendor, Instant confirmed) {
    Map<Duration, List<OutOfReach>> byTime = new TreeMap<>();
    for (var kept : vendor.exceptions()) {
      if (kept.purgedAfter() != null) {
        byTime.computeIfAbsent(kept.purgedAfter(), time -> new ArrayList<>()).add(kept);
      }
    }
    return byTime.entrySet().stream()
        .map(
            purge ->
                new PlannedLook(
                    confirmed.plus(purge.getKey()).plus(GRACE),
                    Look.Why.RESIDUAL,
                    shortened(
                        purge.getValue().stream()
                            .map(OutOfReach::what)
                            .distinct()
                            .collect(Collectors.joining("; ")))))
        .toList();
  }

  private static String windowWords(Duration after) {
    return "the vendor documents a window of " + words(after);
  }

  static String words(Duration time) {
    return time.toDays() > 0 && time.equals(Duration.ofDays(time.toDays()))
        ? time.toDays() + (time.toDays() == 1 ? " day" : " days")
        : time.toString();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_WORDS ? text : text.substring(0, LONGEST_WORDS - 1) + "…";
  }

  private static List<PlannedLook> sorted(List<PlannedLook> looks) {
    looks.sort(Comparator.comparing(PlannedLook::dueAt));
    return List.copyOf(looks);
  }
}
