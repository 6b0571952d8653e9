package dev.writ.vendor.sandbox;

import dev.writ.vendor.spi.VendorObject;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Hosts every simulator under {@code /<vendor>} of one {@link SandboxServer}, imposes the faults of
 * the wire, and is switched under {@code /_sandbox} (see {@link Switchboard}).
 *
 * <p>With a journal it remembers what was changed: plant the same people, then {@link #start}, and
 * the simulators hold what they held when the last process ended, however it ended. Misbehaviours,
 * latencies, backup times, counts and the call log do not survive: after a restart every vendor is
 * well-behaved.
 */
public final class Sandbox implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Sandbox.class.getName());

  private final Map<String, HostedVendor> vendors = new LinkedHashMap<>();
  private final Switchboard switchboard =
      new Switchboard(vendors, vendor -> baseUrl(vendor).toString());
  private final CallLog log = new CallLog();
  private final SandboxJournal journal;
  private final SandboxServer server;
  private final boolean borrowed;
  private volatile Random random = new Random();
  private volatile boolean started;
  private volatile Replayed replayed = new Replayed(0, 0);

  /** A ledger entry's worth of what was planted. */
  public record Planted(SandboxPerson person, String vendor, VendorObject object) {}

  /**
   * What a start took from the journal.
   *
   * @param entries all of them
   * @param deviating requests that were answered with another status this time, or whose vendor is
   *     hosted no more: then the simulators do not hold what they held
   */
  public record Replayed(long entries, long deviating) {}

  /**
   * On loopback, remembering nothing.
   *
   * @param port 0 takes a free one
   */
  public Sandbox(int port, List<VendorSimulator> simulators) {
    this(SandboxSettings.onPort(port), simulators);
  }

  public Sandbox(SandboxSettings settings, List<VendorSimulator> simulators) {
    this(settings, simulators, InstantSource.system());
  }

  /**
   * @param clock by which vendors restore from backup and purge late
   */
  public Sandbox(SandboxSettings settings, List<VendorSimulator> simulators, InstantSource clock) {
    this(new SandboxServer(settings), false, settings.journal(), simulators, clock);
  }

  private Sandbox(
      SandboxServer server,
      boolean borrowed,
      SandboxJournal journal,
      List<VendorSimulator> simulators,
      InstantSource clock) {
    this.server = server;
    this.borrowed = borrowed;
    this.journal = journal;
    for (var simulator : simulators) {
      var faults = new Faults(() -> random.nextDouble());
      var hosted = new HostedVendor(simulator, journal, log, faults, new Backup(clock));
      if (vendors.put(simulator.vendor(), hosted) != null) {
        throw new IllegalArgumentException("two simulators of " + simulator.vendor());
      }
    }
  }

  /**
   * On a started server that goes on when the sandbox is closed; remembering nothing.
   *
   * @param clock by which vendors restore from backup and purge late
   */
  public static Sandbox on(
      SandboxServer server, List<VendorSimulator> simulators, InstantSource clock) {
    return new Sandbox(server, true, SandboxJournal.none(), simulators, clock);
  }

  /** Replays the journal over what has been planted, then listens. */
  public Sandbox start() {
    replayed = Replay.of(journal, vendors);
    if (replayed.deviating() > 0) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} of {1} entries of the sandbox journal went another way than before",
          replayed.deviating(),
          replayed.entries());
    }
    server.serve(switchboard);
    if (!borrowed) {
      server.start();
    }
    started = true;
    return this;
  }

  /** What the start took from the journal. */
  public Replayed replayed() {
    return replayed;
  }

  public int port() {
    return server.port();
  }

  /** What a connection to this vendor takes as its base URL. */
  public URI baseUrl(String vendor) {
    return URI.create(server.root() + "/" + vendor + simulator(vendor).basePath());
  }

  public Set<String> vendors() {
    return Set.copyOf(vendors.keySet());
  }

  public VendorSimulator simulator(String vendor) {
    return hosted(vendor).simulator();
  }

  /** Makes faults with a probability below one repeatable. */
  public void seed(long seed) {
    random = new Random(seed);
  }

  /**
   * From now on exactly these, at every call; the empty set makes the vendor well-behaved. One that
   * the vendor's simulator does not know is an IllegalArgumentException.
   */
  public void misbehave(String vendor, Set<Misbehaviour> wanted) {
    wanted.forEach(misbehaviour -> requireKnown(vendor, misbehaviour));
    hosted(vendor).faults().exactly(wanted);
  }

  /** Adds one misbehaviour that strikes a call with this probability; 0 removes it. */
  public void misbehave(String vendor, Misbehaviour misbehaviour, double probability) {
    requireKnown(vendor, misbehaviour);
    hosted(vendor).faults().probability(misbehaviour, probability);
  }

  private void requireKnown(String vendor, Misbehaviour misbehaviour) {
    if (!hosted(vendor).canGoWrongBy(misbehaviour)) {
      throw new IllegalArgumentException(vendor + " knows no " + misbehaviour);
    }
  }

  /** Those switched on, with whatever probability. */
  public Set<Misbehaviour> misbehaviours(String vendor) {
    return Set.copyOf(hosted(vendor).faults().switchedOn().keySet());
  }

  /** Every call of this vendor takes at least that long, at most a minute; zero switches it off. */
  public void latency(String vendor, Duration atLeast) {
    hosted(vendor).faults().latency(atLeast);
  }

  /** How long SLOW holds an answer of this vendor back; two seconds at first. */
  public void slowness(String vendor, Duration time) {
    hosted(vendor).faults().slowness(time);
  }

  /**
   * How long after an erase this vendor restores from backup, or purges late; a second at first.
   */
  public void backup(String vendor, Duration time) {
    hosted(vendor).backup().time(time);
  }

  /**
   * Plants each person at each vendor where the person lives. Before the start this is the caller's
   * to repeat in each process; after it, the journal remembers.
   *
   * @throws IllegalStateException after a start that took something from the journal, for a person
   *     who has been planted: it would bring back what was erased
   */
  public List<Planted> plant(List<SandboxPerson> people) {
    var planted = new ArrayList<Planted>();
    for (var person : people) {
      vendors.forEach(
          (name, vendor) -> {
            if (person.livesIn(name)) {
              plant(vendor, person)
                  .forEach(object -> planted.add(new Planted(person, name, object)));
            }
          });
    }
    return planted;
  }

  private List<VendorObject> plant(HostedVendor vendor, SandboxPerson person) {
    if (!started) {
      return vendor.plant(person);
    }
    if (replayed.entries() > 0 && vendor.knows(person)) {
      throw new IllegalStateException("plant before the start: the journal has been replayed");
    }
    return vendor.plantAndJournal(person);
  }

  /** {@link SandboxPeople#at} the vendors hosted here. */
  public List<Planted> plantEveryone() {
    return plant(SandboxPeople.at(vendors.keySet()));
  }

  /** A human carries out the manual work for an object, in the vendor's own screens. */
  public void byHand(String vendor, VendorObject object) {
    hosted(vendor).byHand(object);
  }

  /** Calls that arrived for this vendor, also those a fault kept from the simulator. */
  public long calls(String vendor) {
    return hosted(vendor).calls();
  }

  /**
   * Erasing calls that reached the simulator, counted by {@code METHOD /path} and, where there is
   * one, a blank and the body. What erases, {@link VendorSimulator#erases} says.
   */
  public Map<String, Integer> erases(String vendor) {
    return hosted(vendor).erases();
  }

  /** Switches the call log on or off; it is off at first. */
  public void keepLog(boolean wanted) {
    log.keep(wanted);
  }

  /** The last 200,000 calls of all vendors since the log was switched on, in order of arrival. */
  public List<SeenCall> log() {
    return log.inOrderOfArrival();
  }

  /**
   * Forgets data, misbehaviours, latencies, counts, the call log and the journal. Not while calls
   * are under way.
   */
  public void reset() {
    vendors.values().forEach(HostedVendor::reset);
    log.clear();
    journal.clear();
    replayed = new Replayed(0, 0);
  }

  @Override
  public void close() {
    if (borrowed) {
      server.leave(switchboard);
    } else {
      server.close();
    }
    journal.close();
  }

  private HostedVendor hosted(String vendor) {
    var hosted = vendors.get(vendor);
    if (hosted == null) {
      throw new IllegalArgumentException("no simulator of " + vendor);
    }
    return hosted;
  }
}
