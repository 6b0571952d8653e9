package dev.writ.bench;

import dev.writ.connection.VendorCatalogue;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.BeanUtils;

/**
 * One erasure over nine connections, each an account of its own, with 50 ms for every call: its
 * wall time against the calls of its slowest leg.
 */
final class FanOut implements Measure {
  private static final int LEGS = 9;
  private static final int OBJECTS = 9;
  private static final Duration CALL = Duration.ofMillis(50);

  /** One connection: a simulator of its own. */
  private record Account(String vendor, Sandbox sandbox) {
    long calls() {
      return sandbox.calls(vendor);
    }
  }

  private record Round(double wall, double chain, long waited) {
    double ratio() {
      return wall / chain;
    }
  }

  @Override
  public String name() {
    return "legs";
  }

  @Override
  public List<Figure> run(Options options) throws Exception {
    var accounts = accounts();
    int rounds = options.size(7, 1);
    int warm = options.size(8, 2);
    try (var service = Service.start(Map.of())) {
      var people = People.many("legs", warm + rounds + 1, OBJECTS);
      var ledgered = connect(service, accounts, people);
      for (int i = 0; i < warm; i++) {
        service.erase(people.get(i).email());
        service.awaitMonitored(i + 1, Duration.ofMinutes(2));
      }
      accounts.forEach(a -> a.sandbox().latency(a.vendor(), CALL));
      var measured = new ArrayList<Round>();
      for (int i = warm; i < warm + rounds; i++) {
        measured.add(round(service, accounts, people.get(i), i + 1));
      }
      return figures(measured, alone(accounts, people.getLast(), ledgered));
    } finally {
      accounts.forEach(a -> a.sandbox().close());
    }
  }

  private static List<Account> accounts() {
    var accounts = new ArrayList<Account>();
    for (int i = 0; i < LEGS; i++) {
      var fresh =
          Plain.simulators().stream().sorted(Comparator.comparing(s -> s.vendor())).toList();
      var simulator = fresh.get(i % fresh.size());
      accounts.add(new Account(simulator.vendor(), new Sandbox(0, List.of(simulator)).start()));
    }
    return accounts;
  }

  private static List<List<Sandbox.Planted>> connect(
      Service service, List<Account> accounts, List<SandboxPerson> people) throws Exception {
    var planted = new ArrayList<List<Sandbox.Planted>>();
    for (int i = 0; i < accounts.size(); i++) {
      var account = accounts.get(i);
      var id = service.connect(account.sandbox(), account.vendor(), "account-" + i);
      planted.add(account.sandbox().plant(people));
      service.enter(planted.getLast(), vendor -> id);
    }
    return planted;
  }

  private static Round round(
      Service service, List<Account> accounts, SandboxPerson person, int monitored)
      throws Exception {
    var before = accounts.stream().map(Account::calls).toList();
    long start = System.nanoTime();
    var id = service.erase(person.email());
    service.awaitMonitored(monitored, Duration.ofMinutes(2));
    double wall = (System.nanoTime() - start) / 1e6;
    long longest = 0;
    for (int i = 0; i < accounts.size(); i++) {
      longest = Math.max(longest, accounts.get(i).calls() - before.get(i));
    }
    long waited =
        service
            .sql()
            .sql("select count(*) from leg where request_id = ?::uuid and looks > 0")
            .param(id)
            .query(Long.class)
            .single();
    return new Round(wall, longest * (double) CALL.toMillis(), waited);
  }

  /** The steps of one leg, one after another, without engine or record: the slowest account. */
  private static double alone(
      List<Account> accounts, SandboxPerson person, List<List<Sandbox.Planted>> planted) {
    double slowest = 0;
    var adapters =
        BeanUtils.instantiateClass(VendorCatalogue.class).all().stream()
            .collect(Collectors.toMap(a -> a.descriptor().id(), a -> a));
    for (int i = 0; i < accounts.size(); i++) {
      var account = accounts.get(i);
      var objects =
          planted.get(i).stream()
              .filter(p -> p.person().equals(person))
              .map(Sandbox.Planted::object)
              .toList();
      var subject =
          new Subject(List.of(new Identifier(Identifier.Type.EMAIL, person.email())), objects);
      slowest = Math.max(slowest, alone(account, adapters.get(account.vendor()), subject));
    }
    return slowest;
  }

  private static double alone(Account account, VendorAdapter adapter, Subject subject) {
    var connection =
        new VendorConnection(
            account.sandbox().baseUrl(account.vendor()),
            account.sandbox().simulator(account.vendor()).credentials().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> new Secret(e.getValue()))),
            Map.of());
    long start = System.nanoTime();
    var objects = adapter.locate(connection, subject).objects();
    objects.forEach(object -> adapter.erase(connection, object));
    adapter.control(connection);
    objects.forEach(object -> adapter.read(connection, object));
    adapter.locate(connection, subject);
    return (System.nanoTime() - start) / 1e6;
  }

  private static List<Figure> figures(List<Round> rounds, double alone) {
    var ratios = rounds.stream().map(Round::ratio).toList();
    double wall = Latencies.median(rounds.stream().map(Round::wall).toList());
    double chain = Latencies.median(rounds.stream().map(Round::chain).toList());
    long waited = rounds.stream().mapToLong(Round::waited).sum();
    return List.of(
        Figure.atMost(
            1.3,
            "one erasure over 9 accounts, wall time / (slowest leg's calls x 50 ms)",
            Latencies.median(ratios),
            "x",
            "median of %d; %d objects an account; worst %.2f; legs that had to wait for a vendor's own delay: %d"
                .formatted(rounds.size(), OBJECTS, Latencies.percentile(ratios, 1), waited)),
        Figure.plain("its wall time", wall, "ms", "from POST to MONITORING"),
        Figure.plain("its slowest leg's calls x 50 ms", chain, "ms", ""),
        Figure.plain(
            "the same steps by the adapter alone, one after another",
            alone,
            "ms",
            "no engine, no record; shows what the wire itself adds to 50 ms a call"));
  }
}
