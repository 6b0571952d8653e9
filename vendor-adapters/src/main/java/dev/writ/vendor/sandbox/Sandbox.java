package dev.writ.vendor.sandbox;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.writ.vendor.spi.VendorObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One WireMock server on the loopback address that hosts every simulator under {@code /<vendor>}
 * and imposes the faults of the wire. On a shell: {@code GET /_sandbox}, {@code PUT
 * /_sandbox/<vendor>/<MISBEHAVIOUR>?probability=0.5}, {@code DELETE /_sandbox/<vendor>}.
 */
public final class Sandbox implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final String CONTROL = "_sandbox";
  private static final int SLOW_MILLIS = 2000;

  private final Map<String, Hosted> vendors = new LinkedHashMap<>();
  private final WireMockServer server;
  private volatile Random random = new Random();

  /** A ledger entry's worth of what was planted. */
  public record Planted(SandboxPerson person, String vendor, VendorObject object) {}

  private record Hosted(
      VendorSimulator simulator,
      Map<Misbehaviour, Double> misbehaviours,
      Map<String, Integer> erases,
      AtomicLong calls) {
    Hosted(VendorSimulator simulator) {
      this(simulator, new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), new AtomicLong());
    }
  }

  /**
   * @param port 0 takes a free one
   */
  public Sandbox(int port, List<VendorSimulator> simulators) {
    for (var simulator : simulators) {
      if (vendors.put(simulator.vendor(), new Hosted(simulator)) != null) {
        throw new IllegalArgumentException("two simulators of " + simulator.vendor());
      }
    }
    var config =
        WireMockConfiguration.wireMockConfig()
            .bindAddress(HOST)
            .containerThreads(64)
            .disableRequestJournal()
            .extensions(new Router());
    server = new WireMockServer(port == 0 ? config.dynamicPort() : config.port(port));
    server.stubFor(
        WireMock.any(WireMock.anyUrl())
            .willReturn(WireMock.aResponse().withTransformers(Router.NAME)));
  }

  public Sandbox start() {
    server.start();
    return this;
  }

  public int port() {
    return server.port();
  }

  /** What a connection to this vendor takes as its base URL. */
  public URI baseUrl(String vendor) {
    return URI.create(
        "http://" + HOST + ":" + port() + "/" + vendor + simulator(vendor).basePath());
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

  /** From now on exactly these, at every call; the empty set makes the vendor well-behaved. */
  public void misbehave(String vendor, Set<Misbehaviour> wanted) {
    var now = hosted(vendor).misbehaviours();
    now.keySet().retainAll(wanted);
    wanted.forEach(m -> now.put(m, 1.0));
  }

  /** Adds one misbehaviour that strikes a call with this probability; 0 removes it. */
  public void misbehave(String vendor, Misbehaviour misbehaviour, double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability lies between 0 and 1");
    }
    var now = hosted(vendor).misbehaviours();
    if (probability == 0) {
      now.remove(misbehaviour);
    } else {
      now.put(misbehaviour, probability);
    }
  }

  /** Those switched on, with whatever probability. */
  public Set<Misbehaviour> misbehaviours(String vendor) {
    return Set.copyOf(hosted(vendor).misbehaviours().keySet());
  }

  /** Plants each person at each vendor where the person lives. */
  public List<Planted> plant(List<SandboxPerson> people) {
    var planted = new ArrayList<Planted>();
    for (var person : people) {
      for (var vendor : vendors.entrySet()) {
        if (person.livesIn(vendor.getKey())) {
          for (var object : vendor.getValue().simulator().plant(person)) {
            planted.add(new Planted(person, vendor.getKey(), object));
          }
        }
      }
    }
    return planted;
  }

  /** Calls that arrived for this vendor, also those a fault kept from the simulator. */
  public long calls(String vendor) {
    return hosted(vendor).calls().get();
  }

  /**
   * Erasing calls that reached the simulator, counted by {@code METHOD /path} and, where there is
   * one, a blank and the body: DELETEs, and other changes whose path speaks of delete, archive or
   * purge.
   */
  public Map<String, Integer> erases(String vendor) {
    return new TreeMap<>(hosted(vendor).erases());
  }

  /** Forgets data, misbehaviours and counts. */
  public void reset() {
    for (var vendor : vendors.values()) {
      vendor.misbehaviours().clear();
      vendor.simulator().reset();
      vendor.erases().clear();
      vendor.calls().set(0);
    }
  }

  @Override
  public void close() {
    server.stop();
  }

  private Hosted hosted(String vendor) {
    var hosted = vendors.get(vendor);
    if (hosted == null) {
      throw new IllegalArgumentException("no simulator of " + vendor);
    }
    return hosted;
  }

  private ResponseDefinition route(Request request) {
    var url = request.getUrl();
    var mark = url.indexOf('?');
    var path = mark < 0 ? url : url.substring(0, mark);
    var query = query(mark < 0 ? "" : url.substring(mark + 1));
    var slash = path.indexOf('/', 1);
    var first = decode(path.substring(1, slash < 0 ? path.length() : slash), false);
    var rest = slash < 0 ? "" : decode(path.substring(slash), false);
    if (first.equals(CONTROL)) {
      return control(request.getMethod().getName(), rest, query);
    }
    var vendor = vendors.get(first);
    if (vendor == null) {
      return answer(SimulatedResponse.json(404, Map.of("sandbox", "no such vendor"))).build();
    }
    vendor.calls().incrementAndGet();
    var headers = new TreeMap<String, String>();
    for (var header : request.getHeaders().all()) {
      if (header.isPresent()) {
        headers.put(header.key().toLowerCase(Locale.ROOT), String.join(", ", header.values()));
      }
    }
    var body = request.getBody();
    return serve(
        vendor,
        new SimulatedRequest(
            request.getMethod().getName(),
            rest,
            query,
            headers,
            body == null ? new byte[0] : body));
  }

  private ResponseDefinition serve(Hosted vendor, SimulatedRequest request) {
    var struck = EnumSet.noneOf(Misbehaviour.class);
    vendor
        .misbehaviours()
        .forEach(
            (m, p) -> {
              if (p >= 1 || random.nextDouble() < p) {
                struck.add(m);
              }
            });
    var answer = wire(vendor, request, struck);
    if (struck.contains(Misbehaviour.SLOW)) {
      answer.withFixedDelay(SLOW_MILLIS);
    }
    return answer.build();
  }

  private ResponseDefinitionBuilder wire(
      Hosted vendor, SimulatedRequest request, Set<Misbehaviour> struck) {
    var simulator = vendor.simulator();
    if (struck.contains(Misbehaviour.CONNECTION_RESET)) {
      return reset(WireMock.aResponse());
    }
    if (struck.contains(Misbehaviour.DOWN)) {
      return answer(simulator.error(503));
    }
    if (struck.contains(Misbehaviour.TOKEN_EXPIRED)) {
      return answer(simulator.error(401));
    }
    if (struck.contains(Misbehaviour.RATE_LIMITED)) {
      return answer(without(simulator.error(429), "Retry-After")).withHeader("Retry-After", "1");
    }
    if (struck.contains(Misbehaviour.RATE_LIMITED_BARE)) {
      return answer(without(simulator.error(429), "Retry-After"));
    }
    if (erasing(request)) {
      var key =
          request.method()
              + " "
              + request.path()
              + (request.body().length == 0 ? "" : " " + request.text());
      vendor.erases().merge(key, 1, Integer::sum);
    }
    var answered = simulator.answer(request, Set.copyOf(struck));
    if (struck.contains(Misbehaviour.ANSWER_LOST) && changing(request)) {
      return reset(WireMock.aResponse());
    }
    // The vendor acted and its answer is garbled, so that a 200 never stands for work that was not
    // done.
    if (struck.contains(Misbehaviour.MALFORMED)) {
      return WireMock.aResponse()
          .withStatus(200)
          .withHeader("Content-Type", "text/html")
          .withBody("<html>not json");
    }
    return answer(answered);
  }

  private static boolean changing(SimulatedRequest request) {
    return !request.method().equals("GET") && !request.method().equals("HEAD");
  }

  private static boolean erasing(SimulatedRequest request) {
    var path = request.path();
    return request.method().equals("DELETE")
        || (changing(request)
            && (path.contains("delete") || path.contains("archive") || path.contains("purge")));
  }

  private ResponseDefinition control(String method, String rest, Map<String, List<String>> query) {
    var words = rest.isEmpty() ? new String[] {""} : rest.split("/");
    try {
      if (method.equals("PUT") && words.length == 3) {
        var probability = query.getOrDefault("probability", List.of("1")).getFirst();
        misbehave(words[1], Misbehaviour.valueOf(words[2]), Double.parseDouble(probability));
      } else if (method.equals("DELETE") && words.length == 2) {
        misbehave(words[1], Set.of());
      } else if (!method.equals("GET") || words.length > 1) {
        return answer(SimulatedResponse.json(404, Map.of("sandbox", "no such switch"))).build();
      }
    } catch (IllegalArgumentException wrong) {
      return answer(
              SimulatedResponse.json(400, Map.of("sandbox", String.valueOf(wrong.getMessage()))))
          .build();
    }
    var shown = new LinkedHashMap<String, Object>();
    vendors.forEach(
        (name, vendor) ->
            shown.put(
                name,
                Map.of(
                    "baseUrl", baseUrl(name).toString(),
                    "calls", vendor.calls().get(),
                    "misbehaviours", new TreeMap<>(vendor.misbehaviours()))));
    return answer(SimulatedResponse.json(200, shown)).build();
  }

  private static ResponseDefinitionBuilder reset(ResponseDefinitionBuilder builder) {
    return builder.withFault(Fault.CONNECTION_RESET_BY_PEER);
  }

  private static SimulatedResponse without(SimulatedResponse response, String header) {
    var kept = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    kept.putAll(response.headers());
    kept.remove(header);
    return new SimulatedResponse(response.status(), kept, response.body());
  }

  private static ResponseDefinitionBuilder answer(SimulatedResponse response) {
    var builder = WireMock.aResponse().withStatus(response.status());
    response.headers().forEach(builder::withHeader);
    return response.body().length == 0 ? builder : builder.withBody(response.body());
  }

  private static Map<String, List<String>> query(String raw) {
    var query = new LinkedHashMap<String, List<String>>();
    for (var pair : raw.split("&")) {
      if (!pair.isEmpty()) {
        var equals = pair.indexOf('=');
        var name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
        query
            .computeIfAbsent(name, n -> new ArrayList<>())
            .add(equals < 0 ? "" : decode(pair.substring(equals + 1), true));
      }
    }
    return query;
  }

  private static String decode(String raw, boolean plusIsBlank) {
    return URLDecoder.decode(plusIsBlank ? raw : raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private final class Router implements ResponseDefinitionTransformerV2 {
    private static final String NAME = "writ-sandbox";

    @Override
    public String getName() {
      return NAME;
    }

    @Override
    public boolean applyGlobally() {
      return false;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
      try {
        return route(event.getRequest());
      } catch (RuntimeException bug) {
        System.getLogger(NAME).log(System.Logger.Level.ERROR, "a simulator failed", bug);
        return answer(SimulatedResponse.json(500, Map.of("sandbox", bug.getClass().getName())))
            .build();
      }
    }
  }
}
