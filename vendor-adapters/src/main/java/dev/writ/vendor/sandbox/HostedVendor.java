package dev.writ.vendor.sandbox;

import dev.writ.vendor.spi.VendorObject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One simulator in the sandbox, with its misbehaviours, counts and its part of the journal.
 * Requests that may change it act and are journalled one after another, so that the journal's order
 * is the order in which it acted; all others run side by side.
 */
final class HostedVendor {
  private static final Set<Misbehaviour> TOLD_TO_THE_SIMULATOR =
      EnumSet.of(
          Misbehaviour.KEEPS_DATA,
          Misbehaviour.HIDES_FROM_LIST,
          Misbehaviour.SEARCH_LAGS,
          Misbehaviour.RESTORES_FROM_BACKUP,
          Misbehaviour.PURGES_LATE,
          Misbehaviour.KEEPS_PAST_END);
  private static final Set<Misbehaviour> NEEDS_A_BACKUP =
      EnumSet.of(Misbehaviour.RESTORES_FROM_BACKUP, Misbehaviour.PURGES_LATE);

  private final VendorSimulator simulator;
  private final JournalledHeaders headers;
  private final SandboxJournal journal;
  private final CallLog log;
  private final Faults faults;
  private final Backup backup;
  private final boolean hasBackup;

  private final Object turn = new Object();
  private final Map<String, SandboxPerson> people = new ConcurrentHashMap<>();
  private final Map<String, Integer> erases = new ConcurrentHashMap<>();
  private final AtomicLong calls = new AtomicLong();

  HostedVendor(
      VendorSimulator simulator,
      SandboxJournal journal,
      CallLog log,
      Faults faults,
      Backup backup) {
    this.simulator = simulator;
    this.headers = new JournalledHeaders(simulator.credentials());
    this.journal = journal;
    this.log = log;
    this.faults = faults;
    this.backup = backup;
    hasBackup = simulator.uses(backup);
  }

  VendorSimulator simulator() {
    return simulator;
  }

  Faults faults() {
    return faults;
  }

  Backup backup() {
    return backup;
  }

  /** Whether the simulator knows it. */
  boolean canGoWrongBy(Misbehaviour misbehaviour) {
    return misbehaviour == Misbehaviour.KEEPS_PAST_END
        ? simulator.endsByItself()
        : hasBackup || !NEEDS_A_BACKUP.contains(misbehaviour);
  }

  /** As it was at first, except for what it holds and what its backup has yet to do. */
  void behave() {
    faults.clear();
    backup.time(Backup.DEFAULT);
  }

  Map<String, Integer> erases() {
    return new TreeMap<>(erases);
  }

  long calls() {
    return calls.get();
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

  /** A human carries out the manual work for an object; the journal remembers. */
  void byHand(VendorObject object) {
    synchronized (turn) {
      simulator.byHand(object);
      journal.append(new JournalEntry.ByHand(simulator.vendor(), object).toBytes());
    }
  }

  void reset() {
    synchronized (turn) {
      simulator.reset();
      people.clear();
    }
    backup.clear();
    behave();
    erases.clear();
    calls.set(0);
  }

  /** Puts a journalled request to the simulator again; false when it goes another way now. */
  boolean replay(JournalEntry.Call call) {
    backup.replay(
        call.at() == null ? null : Instant.ofEpochMilli(call.at()),
        call.backup() == null ? Backup.DEFAULT : Duration.ofMillis(call.backup()));
    try {
      var request = simulator.again(headers.unmasked(call.request()));
      return simulator.answer(request, call.misbehaviours()).status() == call.status();
    } catch (RuntimeException doesNotKnowItAnyMore) {
      return false;
    } finally {
      backup.replay(null, Backup.DEFAULT);
    }
  }

  Served serve(SimulatedRequest request) {
    calls.incrementAndGet();
    long seq = log.arrival();
    var struck = faults.strike();
    var served = served(request, struck);
    if (log.on()) {
      log.add(SeenCall.of(seq, simulator, request, served));
    }
    return served.after(faults.delay(struck));
  }

  private Served served(SimulatedRequest request, EnumSet<Misbehaviour> struck) {
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

  private SimulatedResponse act(SimulatedRequest request, EnumSet<Misbehaviour> struck) {
    var told = EnumSet.copyOf(struck);
    told.retainAll(TOLD_TO_THE_SIMULATOR);
    if (simulator.erases(request)) {
      erases.merge(erase(request), 1, Integer::sum);
    }
    if (!simulator.changes(request)) {
      return simulator.answer(request, told);
    }
    synchronized (turn) {
      long at = backup.now().toEpochMilli();
      long time = backup.time().toMillis();
      var answer = simulator.answer(request, told);
      if (answer.status() != 401 && answer.status() != 403) {
        journal.append(
            new JournalEntry.Call(
                    simulator.vendor(), headers.masked(request), told, answer.status(), at, time)
                .toBytes());
      }
      return answer;
    }
  }

  private static String erase(SimulatedRequest request) {
    var call = request.method() + " " + request.path();
    return request.body().length == 0 ? call : call + " " + request.text();
  }
}
