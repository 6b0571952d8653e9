package dev.writ.vendor.anthropic;

import dev.writ.vendor.sandbox.Backup;
import dev.writ.vendor.sandbox.Misbehaviour;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the simulated account holds: objects by the path of their list below {@code /v1}, then by
 * id, oldest first. Ids and times come from a counter.
 */
final class SimulatedShelves {
  private static final Duration LAG = Duration.ofSeconds(2);
  private static final Instant EPOCH = Instant.parse("2026-11-01T08:00:00Z");

  private final Map<String, Map<String, SimulatedThing>> shelves = new LinkedHashMap<>();
  private final InstantSource clock;
  private Backup backup;
  private long made;
  private boolean keepsPastEnd;

  /**
   * @param clock measures how long lists lag, and when things end by themselves
   */
  SimulatedShelves(InstantSource clock) {
    this.clock = clock;
    this.backup = new Backup(clock);
  }

  void use(Backup given) {
    backup = given;
  }

  /** What the vendor does behind its back happens now, as far as it is due. */
  void catchUp() {
    backup.catchUp();
  }

  /** Whether what has ended by itself is shown all the same. */
  void keepPastEnd(boolean keep) {
    keepsPastEnd = keep;
  }

  /** The sandbox's time, in which things end by themselves. */
  Instant present() {
    return backup.now();
  }

  /** Whether an object's own end is past, and the vendor keeps to it. */
  boolean over(Instant end) {
    return !keepsPastEnd && !present().isBefore(end);
  }

  private boolean readable(SimulatedThing thing) {
    return thing.readable() && !over(thing.end);
  }

  void clear() {
    shelves.clear();
    made = 0;
  }

  /** The time of the next object. */
  Instant now() {
    return EPOCH.plusSeconds(made);
  }

  String newId(String prefix) {
    return prefix + "made" + made;
  }

  SimulatedThing add(String shelf, ObjectNode json, @Nullable String owner) {
    made++;
    return place(shelf, json, owner);
  }

  /** What was there before anything was made: it counts for nothing. */
  SimulatedThing place(String shelf, ObjectNode json, @Nullable String owner) {
    var thing = new SimulatedThing(json, owner);
    shelves.computeIfAbsent(shelf, any -> new LinkedHashMap<>()).put(thing.id, thing);
    return thing;
  }

  /** What a read by id shows, or this vendor's 404. */
  SimulatedThing require(String shelf, String id) {
    var thing = shelf(shelf).get(id);
    if (thing == null || !readable(thing)) {
      throw SimulatedRefusal.notFound(shelf, id);
    }
    return thing;
  }

  List<SimulatedThing> readable(String shelf) {
    return shelf(shelf).values().stream().filter(this::readable).toList();
  }

  /** What a list shows, newest first. */
  List<ObjectNode> listed(String shelf) {
    var rows = new ArrayList<ObjectNode>();
    for (var thing : shelf(shelf).values()) {
      var row = thing.listed(clock.instant());
      if (row != null && !over(thing.end)) {
        rows.add(row);
      }
    }
    return rows.reversed();
  }

  /** Deletes it with everything below a path. */
  void delete(SimulatedThing thing, String below, Set<Misbehaviour> misbehaviours) {
    backup.erase(
        misbehaviours,
        thing::hide,
        () -> {
          lag(thing, misbehaviours);
          thing.vanish();
          var gone = new LinkedHashMap<>(shelves);
          gone.keySet().removeIf(shelf -> !shelf.startsWith(below + "/"));
          shelves.keySet().removeAll(gone.keySet());
          return () -> {
            thing.appear();
            shelves.putAll(gone);
          };
        });
  }

  void delete(SimulatedThing thing, Set<Misbehaviour> misbehaviours) {
    backup.erase(
        misbehaviours,
        thing::hide,
        () -> {
          lag(thing, misbehaviours);
          thing.vanish();
          return thing::appear;
        });
  }

  /** Erases by a change of what is shown. */
  void change(SimulatedThing thing, Consumer<ObjectNode> change, Set<Misbehaviour> misbehaviours) {
    backup.erase(
        misbehaviours,
        thing::hide,
        () -> {
          lag(thing, misbehaviours);
          var before = thing.json.deepCopy();
          change.accept(thing.json);
          return () -> thing.json.removeAll().setAll(before);
        });
  }

  private void lag(SimulatedThing thing, Set<Misbehaviour> misbehaviours) {
    if (misbehaviours.contains(Misbehaviour.SEARCH_LAGS)) {
      thing.lag(thing.json.deepCopy(), clock.instant().plus(LAG));
    }
  }

  Collection<String> names() {
    return List.copyOf(shelves.keySet());
  }

  private Map<String, SimulatedThing> shelf(String shelf) {
    return shelves.getOrDefault(shelf, Map.of());
  }
}
