package dev.writ.vendor.sandbox;

import dev.writ.vendor.sandbox.SeenCall.Effect;
import dev.writ.vendor.spi.VendorObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/**
 * One simulator in the sandbox, with its misbehaviours, counts and its part of the journal.
 * Requests that may change it act and are journalled one after another, so that the journal's order
 * is the order in which it acted; all others run side by side.
 */
final class HostedVendor {
  static final Duration LONGEST_LATENCY = Duration.ofMinutes(1);
  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final Set<Misbehaviour> TOLD_TO_THE_SIMULATOR =
      EnumSet.of(Misbehaviour.KEEPS_DATA, Misbehaviour.HIDES_FROM_LIST, Misbehaviour.SEARCH_LAGS);

  private final VendorSimulator simulator;
  private final JournalledHeaders headers;
  private final SandboxJournal journal;
  private final CallLog log;
  private final DoubleSupplier chance;

  private final Object turn = new Object();
  private final Map<Misbehaviour, Double> misbehaviours =
      Collections.synchronizedMap(new EnumMap<>(Misbehaviour.class));
  private final Map<String, SandboxPerson> people = new ConcurrentHashMap<>();
  private final Map<String, Integer> erases = new ConcurrentHashMap<>();
  private final AtomicLong calls = new AtomicLong();
  private volatile Duration latency = Duration.ZERO;

  /**
   * @param chance gives numbers from 0 to below 1
   */
  HostedVendor(
      VendorSimulator simulator, SandboxJournal journal, CallLog log, DoubleSupplier chance) {
    this.simulator = simulator;
    this.headers = new JournalledHeaders(simulator.credentials());
    this.journal = journal;
    this.log = log;
    this.chance = chance;
  }

  VendorSimulator simulator() {
    return simulator;
  }

  /** Those switched on, with their probabilities. */
  Map<Misbehaviour, Double> misbehaviours() {
    var now = new EnumMap<Misbehaviour, Double>(Misbehaviour.class);
    synchronized (misbehaviours) {
      now.putAll(misbehaviours);
    }
    return now;
  }

  /**
   * @param probability 0 switches it off
   * @throws IllegalArgumentException for a probability outside 0 to 1
   */
  void misbehave(Misbehaviour misbehaviour, double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability lies between 0 and 1");
    }
    if (probability == 0) {
      misbehaviours.remove(misbehaviour);
    } else {
      misbehaviours.put(misbehaviour, probability);
    }
  }

  /** From now on exactly these, at every call. */
  void misbehave(Set<Misbehaviour> wanted) {
    synchronized (misbehaviours) {
      misbehaviours.clear();
      wanted.forEach(misbehaviour -> misbehaviours.put(misbehaviour, 1.0));
    }
  }

  Map<String, Integer> erases() {
    return new TreeMap<>(erases);
  }

  long calls() {
    return calls.get();
  }

  Duration latency() {
    return latency;
  }

  /**
   * Every call takes at least that long.
   *
   * @throws IllegalArgumentException for less than nothing or more than a minute
   */
  void latency(Duration atLeast) {
    if (atLeast.isNegative() || atLeast.compareTo(LONGEST_LATENCY) > 0) {
      throw new IllegalArgumentException("a latency lies between 0 and " + LONGEST_LATENCY);
    }
    latency = atLeast;
  }

  /** Objects of the people planted here; what was made by calls belongs to nobody planted. */
  int held() {
    return people.values().stream().mapToInt(simulator::held).sum();
  }

  boolean knows(SandboxPerson person) {
    return people.containsKey(person.key());
  }

  List<VendorObject> plant(SandboxPerson person) {
    people.put(person.key(), person);
    return simulator.plant(person);
  }

  List<VendorObject> plantAndJournal(SandboxPerson person) {
    synchronized (turn) {
      var objects = plant(person);
      journal.append(new JournalEntry.Planting(simulator.vendor(), person).toBytes());
      return objects;
    }
  }

  void reset() {
    synchronized (turn) {
      simulator.reset();
      people.clear();
    }
    misbehaviours.clear();
    erases.clear();
    calls.set(0);
    latency = Duration.ZERO;
  }

  /** Puts a journalled request to the simulator again; false when it answers otherwise now. */
  boolean replay(JournalEntry.Call call) {
    var request = simulator.again(headers.unmasked(call.request()));
    return simulator.answer(request, call.misbehaviours()).status() == call.status();
  }

  Served serve(SimulatedRequest request) {
    calls.incrementAndGet();
    long seq = log.arrival();
    var struck = strike();
    var served = served(request, struck);
    if (log.on()) {
      log.add(seen(seq, request, served));
    }
    var delay = latency;
    return served.after(
        struck.contains(Misbehaviour.SLOW) && SLOW.compareTo(delay) > 0 ? SLOW : delay);
  }

  /** In the order of the enum, so that a seed means the same in every process. */
  private Set<Misbehaviour> strike() {
    var struck = EnumSet.noneOf(Misbehaviour.class);
    synchronized (misbehaviours) {
      misbehaviours.forEach(
          (misbehaviour, probability) -> {
            if (probability >= 1 || chance.getAsDouble() < probability) {
              struck.add(misbehaviour);
            }
          });
    }
    return struck;
  }

  private Served served(SimulatedRequest request, Set<Misbehaviour> struck) {
    if (struck.contains(Misbehaviour.CONNECTION_RESET)) {
      return Served.cut();
    }
    if (struck.contains(Misbehaviour.DOWN)) {
      return Served.refused(simulator.error(503));
    }
    if (struck.contains(Misbehaviour.TOKEN_EXPIRED)) {
      return Served.refused(simulator.error(401));
    }
    if (struck.contains(Misbehaviour.RATE_LIMITED)) {
      return Served.refused(simulator.error(429).withHeader("Retry-After", "1"));
    }
    if (struck.contains(Misbehaviour.RATE_LIMITED_BARE)) {
      return Served.refused(simulator.error(429).withoutHeader("Retry-After"));
    }
    SimulatedResponse answer;
    try {
      answer = act(request, struck);
    } catch (RuntimeException bug) {
      return Served.failed(bug);
    }
    if (struck.contains(Misbehaviour.ANSWER_LOST) && simulator.changes(request)) {
      return Served.lost();
    }
    // The vendor has acted, so that no 200 stands for work that was not done.
    return struck.contains(Misbehaviour.MALFORMED) ? Served.garbled() : Served.answered(answer);
  }

  private SimulatedResponse act(SimulatedRequest request, Set<Misbehaviour> struck) {
    var told = EnumSet.copyOf(struck);
    told.retainAll(TOLD_TO_THE_SIMULATOR);
    if (simulator.erases(request)) {
      erases.merge(erase(request), 1, Integer::sum);
    }
    if (!simulator.changes(request)) {
      return simulator.answer(request, told);
    }
    synchronized (turn) {
      var answer = simulator.answer(request, told);
      if (answer.status() != 401 && answer.status() != 403) {
        journal.append(
            new JournalEntry.Call(
                    simulator.vendor(), headers.masked(request), told, answer.status())
                .toBytes());
      }
      return answer;
    }
  }

  private static String erase(SimulatedRequest request) {
    var call = request.method() + " " + request.path();
    return request.body().length == 0 ? call : call + " " + request.text();
  }

  private SeenCall seen(long seq, SimulatedRequest request, Served served) {
    var effect =
        simulator.erases(request)
            ? Effect.ERASE
            : simulator.changes(request) ? Effect.CHANGE : Effect.READ;
    return new SeenCall(
        seq,
        simulator.vendor(),
        request.method(),
        request.path(),
        request.body().length == 0 ? "" : digest(request.body()),
        effect,
        simulator.objectOf(request).orElse(""),
        served.fate().reset ? 0 : served.response().status(),
        served.fate().acted,
        served.fate().answered);
  }

  private static String digest(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
