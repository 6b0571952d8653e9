package dev.writ.vendor.chatgptenterprise;

import dev.writ.vendor.sandbox.Backup;
import dev.writ.vendor.sandbox.Misbehaviour;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated workspace holds. Dates come from a counter that begins two days before the
 * sandbox does; else the clock only ends the lag of lists. Whoever was a member once is known for
 * good: removing a member leaves the content.
 */
final class SimulatedWorkspace {
  private static final Duration LAG = Duration.ofSeconds(2);

  /** Younger than any retention that can be chosen. */
  private static final Duration AGE = Duration.ofDays(2);

  private final InstantSource clock;
  private final Instant opened;
  private Backup backup;
  private final Map<String, Map<String, SimulatedItem>> shelves = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final List<String> withoutMemory = new ArrayList<>();
  private long made;

  SimulatedWorkspace(InstantSource clock) {
    this.clock = clock;
    this.opened = clock.instant().truncatedTo(ChronoUnit.DAYS).minus(AGE);
    this.backup = new Backup(clock);
  }

  /** When the first of it was made. */
  Instant opened() {
    return opened;
  }

  /** What is done late is done by this one. */
  void use(Backup used) {
    backup = used;
  }

  /** Lets happen what is due by now. */
  void catchUp() {
    backup.catchUp();
  }

  void reset() {
    shelves.clear();
    known.clear();
    withoutMemory.clear();
    made = 0;
  }

  SimulatedItem put(SimulatedItem item) {
    known.add(item.user);
    item.number = made++;
    item.row.put("created_at", opened.getEpochSecond() + item.number);
    shelves.computeIfAbsent(item.shelf, s -> new LinkedHashMap<>()).put(item.id, item);
    return item;
  }

  boolean knows(String user) {
    return known.contains(user);
  }

  void disableMemory(String user) {
    withoutMemory.add(user);
  }

  List<String> withoutMemory() {
    return List.copyOf(withoutMemory);
  }

  Stream<SimulatedItem> all() {
    return shelves.values().stream().flatMap(byId -> byId.values().stream());
  }

  /** What a read by id shows. */
  @Nullable SimulatedItem find(String shelf, String id) {
    var item = shelves.getOrDefault(shelf, Map.of()).get(id);
    return item == null || item.deleted ? null : item;
  }

  @Nullable SimulatedItem find(String shelf, String user, String id) {
    var item = find(shelf, id);
    return item == null || !item.user.equals(user) ? null : item;
  }

  /** What a list shows. */
  List<SimulatedItem> listed(String shelf) {
    return shelves.getOrDefault(shelf, Map.of()).values().stream()
        .filter(item -> !item.hidden)
        .filter(item -> !item.deleted || clock.instant().isBefore(item.listedUntil))
        .toList();
  }

  List<SimulatedItem> listed(String shelf, String user) {
    return listed(shelf).stream().filter(item -> item.user.equals(user)).toList();
  }

  void delete(SimulatedItem item, Set<Misbehaviour> misbehaviours) {
    backup.erase(
        misbehaviours,
        () -> item.hidden = true,
        () -> {
          if (misbehaviours.contains(Misbehaviour.SEARCH_LAGS)) {
            item.listedUntil = clock.instant().plus(LAG);
          }
          item.deleted = true;
          return () -> item.deleted = false;
        });
  }
}
