package dev.writ.vendor.quay;

import dev.writ.vendor.spi.VendorObject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/** One account at the quay, known by the key of its connection. */
public final class Quay {
  private static final Map<String, Quay> QUAYS = new ConcurrentHashMap<>();

  /** Ways in which it goes wrong. */
  public enum Fault {
    /** It erases, and the answer never arrives; once per object. */
    LOSES_ANSWERS,
    /** It says that it has erased, and has not. */
    KEEPS_CRATES,
    /** A key that was taken away opens the account still. */
    KEEPS_THE_DOOR_OPEN,
    /** Its list passes over crates that can be read. */
    HIDES_CRATES,
    /** It does not say whether it has a letter. */
    HIDES_LETTERS,
    /** What must be readable is not. */
    SHOWS_NOTHING,
    /** No call is let out any more, and so none is refused. */
    IS_NOT_ASKED,
    /** A second key of the connection's own goes with the first. */
    HAS_TWO_OWN_KEYS,
    /** Behind its second page its first one comes again. */
    GOES_IN_CIRCLES,
    /** Nobody gets in. */
    IS_CLOSED
  }

  public final Set<String> crates = new ConcurrentSkipListSet<>();
  public final Set<String> letters = ConcurrentHashMap.newKeySet();
  public final Set<String> stones = ConcurrentHashMap.newKeySet();

  /** Accounts whose fog its list names for ever, and nobody sees. */
  public final Set<String> foggy = ConcurrentHashMap.newKeySet();

  /** Berths that its list names for ever, whether or not anything is moored there. */
  public final Set<String> berths = ConcurrentHashMap.newKeySet();

  /** Those of them where something is; a look at one takes its time. */
  public final Set<String> moored = ConcurrentHashMap.newKeySet();

  /** Letters that it hands out in part, and then refuses to. */
  public final Set<String> illegible = ConcurrentHashMap.newKeySet();

  public final Set<String> keys = ConcurrentHashMap.newKeySet();
  public final Set<Fault> faults = ConcurrentHashMap.newKeySet();
  public final Map<VendorObject, Integer> erases = new ConcurrentHashMap<>();
  public final AtomicInteger pagesOfCircle = new AtomicInteger();
  public final AtomicInteger atOnce = new AtomicInteger();
  public final AtomicInteger mostAtOnce = new AtomicInteger();
  private final Map<VendorObject, Integer> looks = new ConcurrentHashMap<>();
  private volatile Runnable atSecondLook = () -> {};

  /** What happens while it refuses a key. */
  public volatile Runnable whenRefusing = () -> {};

  private volatile boolean ownKeyGone;

  public static Quay of(String key) {
    return QUAYS.computeIfAbsent(key, k -> new Quay());
  }

  /** Opens the same account with another key, which is on its list. */
  public void alsoOpenedBy(String key) {
    QUAYS.put(key, this);
    keys.add(key);
  }

  /** What happens when somebody looks with another key at what was looked at with one before. */
  public void atSecondLook(Runnable happens) {
    atSecondLook = happens;
  }

  void lookedAt(VendorObject object, String key) {
    if (keys.contains(key) && looks.merge(object, 1, Integer::sum) == 2) {
      atSecondLook.run();
    }
  }

  /** Whether this key opens nothing. */
  boolean refuses(String key) {
    boolean other = keys.contains(key);
    return faults.contains(Fault.IS_CLOSED) || (locked() && !other);
  }

  public int held() {
    return crates.size() + letters.size() + stones.size();
  }

  /** Whether the connection's own key opens nothing. */
  public void lock(boolean gone) {
    ownKeyGone = gone;
  }

  public boolean locked() {
    return ownKeyGone && !faults.contains(Fault.KEEPS_THE_DOOR_OPEN);
  }
}
