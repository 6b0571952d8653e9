package dev.writ.vendor.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.AccessRights.Revocation;
import dev.writ.vendor.spi.Admission;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Patience;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.vendor.spi.Way;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import tools.jackson.databind.DeserializationFeature;

/** One adapter before the real sandbox with its simulator, for the length of one test. */
public final class ContractBench implements AutoCloseable {
  private static final int MOST_POLLS = 100;

  private final AdapterContract contract;
  private final VendorAdapter adapter;
  private final WatchedSimulator simulator;
  private final Sandbox sandbox;
  private final Discretion discretion;
  private final SettableClock clock = new SettableClock();
  private int invented;

  ContractBench(AdapterContract contract) {
    this.contract = contract;
    simulator = new WatchedSimulator(contract.simulator());
    adapter = contract.adapter();
    discretion = new Discretion(simulator.credentials().values());
    sandbox = SharedServer.host(simulator, clock);
  }

  public VendorAdapter adapter() {
    return adapter;
  }

  public VendorDescriptor descriptor() {
    return adapter.descriptor();
  }

  WatchedSimulator simulator() {
    return simulator;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  AdapterContract contract() {
    return contract;
  }

  // --- the connection

  public VendorConnection connection() {
    return connection(Admission.OPEN, Patience.NONE);
  }

  /** With these settings besides the simulator's own. */
  public VendorConnection connection(Map<String, String> settings) {
    var all = new LinkedHashMap<>(simulator.settings());
    all.putAll(settings);
    return new VendorConnection(
        sandbox.baseUrl(simulator.vendor()), secrets(simulator.credentials()), all);
  }

  /** The simulator's, and the test's before them. */
  private Map<String, String> settings() {
    var all = new LinkedHashMap<>(simulator.settings());
    all.putAll(contract.settings());
    return all;
  }

  VendorConnection connection(Admission admission, Patience patience) {
    return new VendorConnection(
        sandbox.baseUrl(simulator.vendor()),
        secrets(simulator.credentials()),
        settings(),
        admission,
        patience);
  }

  /** Every credential has this value. */
  VendorConnection connectionWith(String credential) {
    var wrong = new LinkedHashMap<String, String>();
    descriptor().credentials().forEach(name -> wrong.put(name, credential));
    return new VendorConnection(sandbox.baseUrl(simulator.vendor()), secrets(wrong), settings());
  }

  VendorConnection connectionWithoutCredentials() {
    return new VendorConnection(sandbox.baseUrl(simulator.vendor()), Map.of(), settings());
  }

  public VendorConnection connectionWithoutOptionalCredentials() {
    var needed = new LinkedHashMap<>(simulator.credentials());
    needed.keySet().retainAll(descriptor().credentials());
    return new VendorConnection(sandbox.baseUrl(simulator.vendor()), secrets(needed), settings());
  }

  private static Map<String, Secret> secrets(Map<String, String> credentials) {
    return credentials.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> new Secret(e.getValue())));
  }

  // --- the vendor

  /** Exactly these from now on, at every call. */
  public void misbehave(Misbehaviour... wanted) {
    sandbox.misbehave(simulator.vendor(), Set.of(wanted));
  }

  /** Lets time pass in the sandbox, by which things end and a backup works. */
  public void pass(Duration time) {
    clock.pass(time);
  }

  /** The sandbox's time. */
  Instant now() {
    return clock.instant();
  }

  void passUntil(Instant at) {
    pass(Duration.between(now(), at));
  }

  public void behave() {
    misbehave();
    simulator.restore();
  }

  /** Every request from now on gets this answer in place of the simulator's. */
  public void answer(Function<SimulatedRequest, SimulatedResponse> answers) {
    simulator.replace((number, request, original) -> answers.apply(request));
  }

  /** The n-th request from now on, counted from 1, is refused with this status. */
  void strike(int nth, int status) {
    simulator.replace(
        (number, request, original) ->
            number == nth ? simulator.error(status) : original.apply(request));
  }

  /** The n-th request from now on is carried out and answered with a failure all the same. */
  void lose(int nth) {
    simulator.replace(
        (number, request, original) -> {
          var answer = original.apply(request);
          return number == nth ? simulator.error(503) : answer;
        });
  }

  /** Calls that arrived, whatever became of them. */
  public long calls() {
    return sandbox.calls(simulator.vendor());
  }

  /** What reached the simulator. */
  public List<SimulatedRequest> requests() {
    return simulator.exchanges().stream().map(WatchedSimulator.Exchange::request).toList();
  }

  public int held(SandboxPerson person) {
    return simulator.held(person);
  }

  /** Plants the person; the subject is known by every address and by the ledger. */
  public Subject plant(SandboxPerson person) {
    return subject(person, ledger(person));
  }

  /** {@link SandboxPeople#PROLIFIC}, with as many objects as a test of several pages needs. */
  SandboxPerson prolific() {
    var prolific = SandboxPeople.PROLIFIC;
    return new SandboxPerson(
        prolific.key(),
        prolific.name(),
        prolific.emails(),
        prolific.vendors(),
        contract.twoPagesOfEachList());
  }

  /** The same with objects of the kinds that planting does not make. */
  public Subject plantAll(SandboxPerson person) {
    var ledger = new ArrayList<>(ledger(person));
    var more = contract.plantMore(person, List.copyOf(ledger));
    discretion.learn(more.stream().map(VendorObject::id).toList());
    ledger.addAll(more);
    return subject(person, ledger);
  }

  private List<VendorObject> ledger(SandboxPerson person) {
    var ledger = sandbox.plant(List.of(person)).stream().map(Sandbox.Planted::object).toList();
    discretion.learn(ledger.stream().map(VendorObject::id).toList());
    discretion.learn(person.emails());
    discretion.learn(List.of(person.name()));
    return ledger;
  }

  /** An invented person for a drill, another one each time. */
  public SyntheticPerson invent() {
    var person = new SyntheticPerson("drill%019d".formatted(++invented), "example.com");
    discretion.learn(List.of(person.marker()));
    discretion.assertKeptBy(person.toString());
    return person;
  }

  /** What the adapter's planter tells of for the person, in order. */
  public List<VendorObject> plant(SyntheticPerson person) {
    var planted = new ArrayList<VendorObject>();
    adapter.planter().orElseThrow().plant(connection(), person, planted::add);
    learn(planted);
    return planted;
  }

  void learn(List<VendorObject> objects) {
    discretion.learn(objects.stream().map(VendorObject::id).toList());
  }

  void learnWords(List<String> words) {
    discretion.learn(words);
  }

  void assertKeptBy(String text) {
    discretion.assertKeptBy(text);
  }

  static Subject subject(SandboxPerson person, List<VendorObject> ledger) {
    return new Subject(
        person.emails().stream()
            .map(email -> new Identifier(Identifier.Type.EMAIL, email))
            .toList(),
        ledger);
  }

  // --- the adapter

  public Location find(Subject subject) {
    var location = adapter.locate(connection(), subject);
    discretion.learn(location.objects().stream().map(VendorObject::id).toList());
    return location;
  }

  public List<VendorObject> locate(Subject subject) {
    return find(subject).objects();
  }

  /** Erases, and asks on until the vendor is done. */
  public Erasure erase(VendorObject object) {
    var erasure = adapter.erase(connection(), object);
    for (int polls = 0; erasure instanceof Erasure.InProgress slow; polls++) {
      waitFor(slow.handle(), slow.again(), slow.toString(), polls);
      erasure = adapter.pollErasure(connection(), object, slow.handle());
    }
    switch (erasure) {
      case Erasure.Impossible impossible -> assertExplained(impossible.reason());
      case Erasure.Partial partial -> assertExplained(partial.left());
      case Erasure.ByHand hand -> assertDescribed(hand.work());
      case Erasure.Claimed claimed -> {}
      case Erasure.AlreadyAbsent absent -> {}
      case Erasure.InProgress slow -> {}
    }
    return erasure;
  }

  /** Exports, and asks on until the vendor is done; every record is looked at. */
  public List<String> export(VendorObject object) {
    var lines = new ArrayList<String>();
    var export = adapter.export(connection(), object, sink(object, lines));
    for (int polls = 0; export instanceof Export.InProgress slow; polls++) {
      assertThat(lines).as("an export in progress has put nothing into the sink").isEmpty();
      waitFor(slow.handle(), slow.again(), slow.toString(), polls);
      export = adapter.pollExport(connection(), object, slow.handle(), sink(object, lines));
    }
    if (export instanceof Export.ByHand hand) {
      assertThat(lines).as("what a human fetches is not in the sink").isEmpty();
      assertDescribed(hand.work());
    }
    return lines;
  }

  private void assertExplained(String reason) {
    assertThat(reason).isNotBlank();
    discretion.assertKeptBy(reason);
  }

  void assertDescribed(String work) {
    assertThat(descriptor().findManual(work)).as("described manual work %s", work).isPresent();
  }

  void waitFor(String handle, Duration again, String shown, int polls) {
    assertThat(polls).as("polls until the vendor is done").isLessThan(MOST_POLLS);
    assertThat(handle.length()).as("length of a handle").isBetween(1, 512);
    assertThat(again).as("when to ask again").isPositive();
    discretion.assertKeptBy(shown);
    contract.pass(again);
  }

  private static RecordSink sink(VendorObject object, List<String> lines) {
    return new RecordSink() {
      @Override
      public void accept(String kind, String json) {
        take(object, kind, json, lines);
      }

      @Override
      public void file(String kind, String name, String mediaType, InputStream content)
          throws IOException {
        assertThat(kind).as("a file's kind is its object's").isEqualTo(object.kind());
        assertThat(name).isNotBlank();
        assertThat(mediaType).matches("[a-z]+/[^\\s]+");
        lines.add(new String(content.readAllBytes(), StandardCharsets.UTF_8));
      }
    };
  }

  private static void take(VendorObject object, String kind, String json, List<String> lines) {
    assertThat(kind).as("a record's kind is its object's").isEqualTo(object.kind());
    assertThat(json).as("a record is one line").doesNotContain("\n", "\r");
    var value =
        VendorHttp.JSON
            .readerFor(Object.class)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    assertThat(catchThrowable(() -> value.readValue(json))).as("a record is JSON").isNull();
    lines.add(json);
  }

  /** Looks, and asks on until the vendor has looked. */
  public Presence read(VendorObject object) {
    var presence = adapter.read(connection(), object);
    for (int polls = 0; presence instanceof Presence.InProgress slow; polls++) {
      waitFor(slow.handle(), slow.again(), slow.toString(), polls);
      presence = adapter.pollRead(connection(), object, slow.handle());
    }
    if (presence instanceof Presence.Unobservable unobservable) {
      assertThat(unobservable.reason()).isNotBlank();
      discretion.assertKeptBy(unobservable.reason());
    }
    return presence;
  }

  /** What the call throws: a {@link VendorFailure} that tells nothing about anybody. */
  public VendorFailure failure(ThrowingCallable call) {
    return discretion.failure(call);
  }

  /** The codes of the work that a human is asked for when it is exported, and erased. */
  public Set<String> asked(VendorObject object) {
    var codes = new LinkedHashSet<String>();
    if (!(surface(object).exported() instanceof Way.None)) {
      var export = adapter.export(connection(), object, sink(object, new ArrayList<>()));
      for (int polls = 0; export instanceof Export.InProgress slow; polls++) {
        waitFor(slow.handle(), slow.again(), slow.toString(), polls);
        var sink = sink(object, new ArrayList<>());
        export = adapter.pollExport(connection(), object, slow.handle(), sink);
      }
      if (export instanceof Export.ByHand hand) {
        codes.add(hand.work());
      }
    }
    if (!(surface(object).erased() instanceof Way.None)
        && erase(object) instanceof Erasure.ByHand hand) {
      codes.add(hand.work());
    }
    return codes;
  }

  /** The same when each right is taken away; one of our own may take the others out of sight. */
  public Set<String> askedInLeaving(VendorConnection connection) {
    var codes = new LinkedHashSet<String>();
    var access = adapter.access();
    if (access.isEmpty()) {
      return codes;
    }
    for (var right : access.get().list(connection)) {
      try {
        if (access.get().revoke(connection, right) instanceof Revocation.ByHand hand) {
          codes.add(hand.work());
        }
      } catch (VendorFailure refused) {
        assertThat(right.own()).as("only our own credential refuses us").isTrue();
        assertThat(refused.kind()).isEqualTo(Kind.AUTHENTICATION);
      }
    }
    return codes;
  }

  // --- what is declared

  Surface surface(VendorObject object) {
    return descriptor().surfaces().stream()
        .filter(surface -> surface.kind().equals(object.kind()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("an undeclared kind: " + object.kind()));
  }

  /** Kinds that no list shows; all of them where there is no inventory. */
  List<String> unlisted() {
    return adapter
        .inventory()
        .map(Inventory::unlisted)
        .orElseGet(() -> descriptor().surfaces().stream().map(Surface::kind).toList());
  }

  boolean erasable(VendorObject object) {
    return surface(object).erased().byApi();
  }

  boolean exportable(VendorObject object) {
    return surface(object).exported().byApi();
  }

  /** Whether the API shows that the object is there, or gone. */
  boolean readable(VendorObject object) {
    return surface(object).verified().byApi();
  }

  /**
   * A look that must show this, where the API shows anything; else it must say that it does not.
   */
  void assertSeen(VendorObject object, Presence expected) {
    var seen = read(object);
    if (readable(object)) {
      assertThat(seen).as("%s", object).isEqualTo(expected);
    } else {
      assertThat(seen).as("%s", object).isInstanceOf(Presence.Unobservable.class);
    }
  }

  /** The first object of each kind, in the order given. */
  static List<VendorObject> oneOfEach(List<VendorObject> objects) {
    var firsts = new LinkedHashMap<String, VendorObject>();
    objects.forEach(object -> firsts.putIfAbsent(object.kind(), object));
    return List.copyOf(firsts.values());
  }

  /** An erase that was not declared is refused, or is somebody's to do by hand as declared. */
  void assertRefused(VendorObject object) {
    Erasure erasure;
    try {
      erasure = erase(object);
    } catch (VendorFailure refused) {
      assertThat(refused.kind()).as("%s", object).isEqualTo(Kind.REJECTED);
      return;
    }
    if (surface(object).erased() instanceof Way.Hand hand) {
      assertThat(erasure).as("%s", object).isEqualTo(new Erasure.ByHand(hand.work()));
    } else {
      assertThat(erasure).as("%s", object).isInstanceOf(Erasure.Impossible.class);
    }
  }

  static List<String> kinds(List<VendorObject> objects) {
    return objects.stream().map(VendorObject::kind).distinct().toList();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
