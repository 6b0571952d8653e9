package dev.writ.vendor.mirage;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** One account at the mirage vendor, known by the key of its connection. */
public final class MirageStore {
  private static final Map<String, MirageStore> STORES = new ConcurrentHashMap<>();

  /** The vendor's own time. */
  public volatile InstantSource clock = Instant::now;

  /** How long it keeps what it said it had erased. */
  public volatile Duration keeps = Duration.ZERO;

  /** When what was erased once is there again, counted from its erase. */
  public volatile Duration restoresAfter = Duration.ofDays(100_000);

  /** How long what was restored stays. */
  public volatile Duration restoredFor = Duration.ofDays(100_000);

  /** Whether what is restored has a new id. */
  public volatile boolean underNewId;

  /** Whether searches show nothing of anybody. */
  public volatile boolean blindSearch;

  /** Whether it erases in the background. */
  public volatile boolean slow;

  /** A kind that nobody can erase. */
  public volatile String impossible = "";

  /** What each call fails with, when it does. */
  public volatile VendorFailure.Kind failing;

  /** Whether only what plants fails. */
  public volatile boolean failsPlanting;

  /** Kinds that it takes and stores nothing of. */
  public final Set<String> storesNot = new HashSet<>();

  /** The call at which the caller is killed; 0 never. */
  public volatile int killAt;

  /** Whether that call is carried out first. */
  public volatile boolean killAfter;

  /** What was asked to be erased, in order. */
  public final List<VendorObject> eraseCalls = new ArrayList<>();

  /** What searches show to anybody although it is another person's. */
  public final List<VendorObject> strangers = new ArrayList<>();

  private final Map<VendorObject, Held> objects = new LinkedHashMap<>();
  private int calls;
  private int ids;

  /** The process that called has died. */
  public static final class Killed extends Error {
    Killed() {
      super("killed", null, false, false);
    }
  }

  private static final class Held {
    private final String marker;
    private Instant erasedAt = Instant.MAX;
    private int erases;

    Held(String marker) {
      this.marker = marker;
    }
  }

  private MirageStore() {}

  public static MirageStore of(String key) {
    return STORES.computeIfAbsent(key, k -> new MirageStore());
  }

  /** How many calls it has had. */
  public synchronized int calls() {
    return calls;
  }

  /** What can be read now. */
  public synchronized List<VendorObject> present() {
    restore();
    return objects.keySet().stream().filter(this::shows).toList();
  }

  /** All that was ever made. */
  public synchronized List<VendorObject> made() {
    return List.copyOf(objects.keySet());
  }

  synchronized <T> T call(Supplier<T> act) {
    int nth = ++calls;
    if (failing != null) {
      throw new VendorFailure(failing, 0);
    }
    if (nth == killAt && !killAfter) {
      throw new Killed();
    }
    var answer = act.get();
    if (nth == killAt) {
      throw new Killed();
    }
    return answer;
  }

  /** Made for the person of this marker. */
  public synchronized VendorObject make(String kind, String parent, String marker) {
    var object = new VendorObject(kind, kind + "_" + ++ids, parent);
    objects.put(object, new Held(marker));
    return object;
  }

  synchronized List<VendorObject> of(String marker, boolean search) {
    if (search && blindSearch) {
      return List.of();
    }
    restore();
    return objects.entrySet().stream()
        .filter(e -> e.getValue().marker.equals(marker) && shows(e.getKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  synchronized boolean shows(VendorObject object) {
    var held = objects.get(object);
    if (held == null) {
      return false;
    }
    var now = clock.instant();
    if (held.erases == 0 || now.isBefore(held.erasedAt.plus(keeps))) {
      return true;
    }
    var restored = held.erasedAt.plus(restoresAfter);
    return held.erases == 1
        && !underNewId
        && !now.isBefore(restored)
        && now.isBefore(restored.plus(restoredFor));
  }

  /** What it said it had erased longer ago than this, and still lists. */
  synchronized long keptLongerThan(Duration time) {
    var bound = clock.instant().minus(time);
    return objects.entrySet().stream()
        .filter(e -> e.getValue().erases > 0 && e.getValue().erasedAt.isBefore(bound))
        .filter(e -> shows(e.getKey()))
        .count();
  }

  synchronized void erase(VendorObject object) {
    var held = objects.get(object);
    if (held != null && shows(object)) {
      held.erases++;
      if (held.erases == 1 || !held.erasedAt.plus(keeps).isAfter(clock.instant())) {
        held.erasedAt = clock.instant();
      }
    }
  }

  private void restore() {
    if (!underNewId) {
      return;
    }
    var now = clock.instant();
    for (var entry : List.copyOf(objects.entrySet())) {
      var held = entry.getValue();
      if (held.erases == 1 && !now.isBefore(held.erasedAt.plus(restoresAfter))) {
        held.erases++;
        make(entry.getKey().kind(), entry.getKey().parent(), held.marker);
      }
    }
  }
}
