package dev.writ.vendor.openai;

import dev.writ.vendor.sandbox.Backup;
import dev.writ.vendor.sandbox.Misbehaviour;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the simulated account holds: objects by collection path, e.g. {@code
 * conversations/conv_1/items}, then by id, oldest first. Ids and times come from a counter, so that
 * the same changes in the same order always make the same account.
 */
final class OpenAiShelves {
  private static final Duration LAG = Duration.ofSeconds(2);
  private static final long EPOCH = 1_780_000_000L;

  private final Map<String, LinkedHashMap<String, OpenAiStored>> collections = new HashMap<>();
  private final InstantSource clock;
  private Backup backup;
  private long made;
  private boolean keepsPastEnd;

  /**
   * @param clock measures how long lists lag
   */
  OpenAiShelves(InstantSource clock) {
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

  private boolean readable(OpenAiStored stored) {
    return stored.readable() && !over(stored.endsAt);
  }

  void clear() {
    collections.clear();
    made = 0;
  }

  /** Unix seconds of the next object. */
  long now() {
    return EPOCH + made;
  }

  String newId(String prefix) {
    return prefix + "made" + made;
  }

  OpenAiStored add(String collection, ObjectNode json, @Nullable String owner) {
    var stored = new OpenAiStored(json, owner);
    stored.madeAt = present();
    made++;
    collections.computeIfAbsent(collection, any -> new LinkedHashMap<>()).put(stored.id, stored);
    return stored;
  }

  /** Null when no read by id would show it. */
  @Nullable OpenAiStored find(String collection, String id) {
    var stored = collections.getOrDefault(collection, new LinkedHashMap<>()).get(id);
    return stored == null || !readable(stored) ? null : stored;
  }

  /** Oldest first. */
  List<OpenAiStored> listed(String collection) {
    return collections.getOrDefault(collection, new LinkedHashMap<>()).values().stream()
        .filter(stored -> stored.listed(clock.instant()) && !over(stored.endsAt))
        .toList();
  }

  /** Everything of the collection that a read by id would show. */
  List<OpenAiStored> readable(String collection) {
    return collections.getOrDefault(collection, new LinkedHashMap<>()).values().stream()
        .filter(this::readable)
        .toList();
  }

  /**
   * How many objects are stored, of anybody and of nobody, by collection; also those below an
   * object that is gone, which no route leads to.
   */
  Map<String, Long> counts() {
    var counts = new TreeMap<String, Long>();
    for (var collection : collections.keySet()) {
      long there = readable(collection).size();
      if (there > 0) {
        counts.merge(collection.replaceAll("/[^/]+/", "/*/"), there, Long::sum);
      }
    }
    return counts;
  }

  long held(Set<String> owners) {
    return collections.values().stream()
        .map(LinkedHashMap::values)
        .flatMap(Collection::stream)
        .filter(this::readable)
        .filter(stored -> stored.owner != null && owners.contains(stored.owner))
        .count();
  }

  /** Deletes as the misbehaviours let it; rows below that are no objects of their own go along. */
  void delete(OpenAiStored stored, Set<Misbehaviour> misbehaviours) {
    var lag = misbehaviours.contains(Misbehaviour.SEARCH_LAGS) ? LAG : Duration.ZERO;
    backup.erase(
        misbehaviours,
        stored::hide,
        () -> {
          stored.vanish(clock.instant().plus(lag));
          return stored::restore;
        });
  }

  void deleteAll(String collection, Set<Misbehaviour> misbehaviours) {
    readable(collection).forEach(stored -> delete(stored, misbehaviours));
  }
}
