package dev.writ.vendor.spi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A vendor of this machine that answers as it is told, and remembers what it was asked. */
final class LoopbackVendor implements AutoCloseable {
  private final HttpServer server;
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<String> asked = new CopyOnWriteArrayList<>();

  LoopbackVendor() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  VendorConnection connection(Admission admission, Patience patience) {
    return new VendorConnection(url(), Map.of(), Map.of(), admission, patience);
  }

  /** Method, path and {@code Authorization} of every call so far. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  LoopbackVendor at(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          var worn = exchange.getRequestHeaders().getFirst("Authorization");
          asked.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + (worn == null ? "" : " " + worn));
          try (exchange) {
            handler.handle(exchange);
          }
        });
    return this;
  }

  /** Sends {@code text} of a body that is declared to be {@code length} bytes long. */
  static void send(HttpExchange exchange, int status, String text, int length) throws IOException {
    exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
    exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
  }

  static void send(HttpExchange exchange, int status, String text) throws IOException {
    send(exchange, status, text, text.getBytes(StandardCharsets.UTF_8).length);
  }

  /** Falls silent until the test is over. */
  void fallSilent() {
    try {
      end.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
  }
}
