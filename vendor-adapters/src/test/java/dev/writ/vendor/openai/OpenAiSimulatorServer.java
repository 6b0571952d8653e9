package dev.writ.vendor.openai;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The simulator behind a plain HTTP server, with a clock that stands still; {@link #imposed}
 * replaces every answer.
 */
final class OpenAiSimulatorServer implements AutoCloseable {
  /** What went over the wire. */
  record Exchange(SimulatedRequest request, SimulatedResponse response) {}

  final OpenAiSimulator simulator = new OpenAiSimulator(() -> this.now);
  volatile Instant now = Instant.parse("2026-11-23T12:00:00Z");
  final List<Exchange> exchanges = Collections.synchronizedList(new ArrayList<>());
  final Set<Misbehaviour> misbehaviours = EnumSet.noneOf(Misbehaviour.class);
  final List<String> calls = new ArrayList<>();
  volatile SimulatedResponse imposed;
  private volatile Function<String, SimulatedResponse> imposing;
  private final HttpServer server;

  OpenAiSimulatorServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/openai", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var query = new LinkedHashMap<String, List<String>>();
      String raw = exchange.getRequestURI().getRawQuery();
      for (String pair : raw == null ? new String[0] : raw.split("&")) {
        int at = pair.indexOf('=');
        query
            .computeIfAbsent(
                decode(at < 0 ? pair : pair.substring(0, at)), any -> new ArrayList<>())
            .add(at < 0 ? "" : decode(pair.substring(at + 1)));
      }
      var headers = new HashMap<String, String>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
      String path = exchange.getRequestURI().getPath().substring("/openai".length());
      calls.add(exchange.getRequestMethod() + " " + path);
      var request =
          new SimulatedRequest(
              exchange.getRequestMethod(),
              path,
              query,
              headers,
              exchange.getRequestBody().readAllBytes());
      var answer = answer(request);
      exchanges.add(new Exchange(request, answer));
      answer.headers().forEach(exchange.getResponseHeaders()::add);
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  /** Replaces every answer by one for {@code METHOD path}, where there is one; null ends that. */
  void imposing(Function<String, SimulatedResponse> answers) {
    imposing = answers;
  }

  private SimulatedResponse answer(SimulatedRequest request) {
    var answers = imposing;
    var given = answers == null ? null : answers.apply(request.method() + " " + request.path());
    if (given != null) {
      return given;
    }
    return imposed != null ? imposed : simulator.answer(request, misbehaviours);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** What an app of the company does: creates something; the answer's body. */
  JsonNode post(String path, String json) {
    var headers = Map.of("authorization", "Bearer " + simulator.credentials().get("apiKey"));
    return send(
        new SimulatedRequest(
            "POST", "/v1/" + path, Map.of(), headers, json.getBytes(StandardCharsets.UTF_8)));
  }

  /** What an administrator does below {@code organization}; the answer's body. */
  JsonNode administer(String method, String path, String json) {
    var parts = path.split("[?]", 2);
    var query =
        parts.length < 2
            ? Map.<String, List<String>>of()
            : Map.of(parts[1].split("=")[0], List.of(parts[1].split("=")[1]));
    return send(
        new SimulatedRequest(
            method,
            "/v1/organization/" + parts[0],
            query,
            Map.of("authorization", "Bearer " + simulator.credentials().get("adminKey")),
            json.getBytes(StandardCharsets.UTF_8)));
  }

  /** Uploads a file and answers its id. */
  String upload(String purpose, String content) {
    var headers =
        Map.of(
            "authorization",
            "Bearer " + simulator.credentials().get("apiKey"),
            "content-type",
            "multipart/form-data; boundary=b");
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\n%s\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.jsonl\"\r\n\r\n%s\r\n--b--\r\n"
            .formatted(purpose, content);
    return send(new SimulatedRequest(
            "POST", "/v1/files", Map.of(), headers, body.getBytes(StandardCharsets.UTF_8)))
        .path("id")
        .asString();
  }

  private JsonNode send(SimulatedRequest request) {
    var answer = simulator.answer(request, Set.of());
    exchanges.add(new Exchange(request, answer));
    if (answer.status() >= 300) {
      throw new IllegalStateException(new String(answer.body(), StandardCharsets.UTF_8));
    }
    return VendorHttp.JSON.readTree(answer.body());
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/openai" + simulator.basePath();
  }

  VendorConnection connection() {
    return connection(simulator.credentials().get("apiKey"));
  }

  VendorConnection connection(String key) {
    return new VendorConnection(URI.create(baseUrl()), Map.of("apiKey", new Secret(key)), Map.of());
  }

  /** With the organization's admin key. */
  VendorConnection adminConnection() {
    return new VendorConnection(
        URI.create(baseUrl()),
        simulator.credentials().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> new Secret(e.getValue()))),
        Map.of());
  }

  VendorConnection connection(Map<String, String> settings) {
    return new VendorConnection(
        URI.create(baseUrl()),
        Map.of("apiKey", new Secret(simulator.credentials().get("apiKey"))),
        settings);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
