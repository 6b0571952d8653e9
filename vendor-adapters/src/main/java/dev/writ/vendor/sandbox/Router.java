package dev.writ.vendor.sandbox;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * From WireMock's requests to the vendor named by the first segment, and back. Knows no vendor
 * until it is opened for some.
 */
final class Router implements ResponseDefinitionTransformerV2 {
  static final String NAME = "writ-sandbox";

  private static final Switchboard NOBODY = new Switchboard(Map.of(), vendor -> "");

  private final AtomicReference<Switchboard> behind = new AtomicReference<>(NOBODY);

  /**
   * Calls are for the switchboard and its vendors from now on.
   *
   * @throws IllegalStateException when it is open for others
   */
  void open(Switchboard switchboard) {
    if (!behind.compareAndSet(NOBODY, switchboard)) {
      throw new IllegalStateException("one sandbox at a time");
    }
  }

  boolean isOpen() {
    return behind.get() != NOBODY;
  }

  /** Does nothing where it is open for others, or for nobody. */
  void shut(Switchboard switchboard) {
    behind.compareAndSet(switchboard, NOBODY);
  }

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
    Served served;
    try {
      served = serve(event.getRequest());
    } catch (RuntimeException bug) {
      served = Served.failed(bug);
    }
    return definition(served);
  }

  private static ResponseDefinition definition(Served served) {
    var answer = WireMock.aResponse();
    if (served.delay().isPositive()) {
      answer.withFixedDelay((int) served.delay().toMillis());
    }
    if (served.fate().reset) {
      return answer.withFault(Fault.CONNECTION_RESET_BY_PEER).build();
    }
    var response = served.response();
    answer.withStatus(response.status());
    response.headers().forEach(answer::withHeader);
    return (response.body().length == 0 ? answer : answer.withBody(response.body())).build();
  }

  private Served serve(Request request) {
    var url = request.getUrl();
    var mark = url.indexOf('?');
    var path = mark < 0 ? url : url.substring(0, mark);
    var slash = path.indexOf('/', 1);
    String first;
    String rest;
    Map<String, List<String>> query;
    try {
      first = decode(path.substring(1, slash < 0 ? path.length() : slash), false);
      rest = slash < 0 ? "" : decode(path.substring(slash), false);
      query = query(mark < 0 ? "" : url.substring(mark + 1));
    } catch (IllegalArgumentException badEscape) {
      return refusal(400, "the address has a broken escape");
    }
    var method = request.getMethod().getName();
    var switchboard = Objects.requireNonNull(behind.get());
    if (first.equals(Switchboard.SEGMENT)) {
      return Served.answered(switchboard.answer(method, rest, query));
    }
    var vendor = switchboard.vendors().get(first);
    if (vendor == null) {
      return refusal(404, "no such vendor");
    }
    var body = request.getBody();
    return vendor.serve(
        new SimulatedRequest(
            method, rest, query, headers(request), body == null ? new byte[0] : body));
  }

  private static Served refusal(int status, String why) {
    return Served.refused(SimulatedResponse.json(status, Map.of("sandbox", why)));
  }

  private static Map<String, String> headers(Request request) {
    var headers = new TreeMap<String, String>();
    for (var header : request.getHeaders().all()) {
      if (header.isPresent()) {
        headers.put(
            header.key().toLowerCase(Locale.ROOT),
            RelatedParts.sent(header.key(), String.join(", ", header.values())));
      }
    }
    return headers;
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
}
