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

  /** False when the vendor lies. */
  boolean delete(SimulatedThing thing, Set<Misbehaviour> misbehaviours) {
    var before = thing.json.deepCopy();
    if (!change(thing, before, misbehaviours)) {
      return false;
    }
    thing.vanish();
    return true;
  }

  /** Whether a change may be made; what a list shows meanwhile is arranged here. */
  boolean change(SimulatedThing thing, ObjectNode before, Set<Misbehaviour> misbehaviours) {
    if (misbehaviours.contains(Misbehaviour.KEEPS_DATA)) {
      return false;
    }
    if (misbehaviours.contains(Misbehaviour.HIDES_FROM_LIST)) {
      thing.hide();
      return false;
    }
    if (misbehaviours.contains(Misbehaviour.SEARCH_LAGS)) {
      thing.lag(before, clock.instant().plus(LAG));
    }
    return true;
  }

  /** Everything below a path goes with its object. */
  void drop(String below) {
    shelves.keySet().removeIf(shelf -> shelf.startsWith(below + "/"));
  }

  Collection<String> names() {
    return List.copyOf(shelves.keySet());
  }

  private Map<String, SimulatedThing> shelf(String shelf) {
    return shelves.getOrDefault(shelf, Map.of());
  }
}
