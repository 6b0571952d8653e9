package dev.writ.vendor.openai;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.VendorConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The simulator behind a plain HTTP server; {@link #imposed} replaces every answer. */
final class OpenAiSimulatorServer implements AutoCloseable {
  final OpenAiSimulator simulator = new OpenAiSimulator();
  final Set<Misbehaviour> misbehaviours = EnumSet.noneOf(Misbehaviour.class);
  final List<String> calls = new ArrayList<>();
  volatile SimulatedResponse imposed;
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
      var answer = imposed != null ? imposed : simulator.answer(request, misbehaviours);
      answer.headers().forEach(exchange.getResponseHeaders()::add);
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
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

  @Override
  public void close() {
    server.stop(0);
  }
}
