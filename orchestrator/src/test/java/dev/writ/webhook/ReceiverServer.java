package dev.writ.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** A receiver of events on a real socket, which keeps what it is sent and answers as it is told. */
public final class ReceiverServer implements AutoCloseable {
  private static final int NEVER = -1;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final int port;
  private volatile HttpServer server;
  private volatile ToIntFunction<Call> answers = call -> 204;
  private volatile Map<String, String> headers = Map.of();
  private volatile Consumer<Call> before = call -> {};

  /** One call. */
  public record Call(String id, String timestamp, String signature, String type, String body) {

    /** Whether it carries the signature of this secret. */
    public boolean signedWith(String secret) {
      return Verifier.genuine(secret, id, timestamp, signature, body);
    }
  }

  public ReceiverServer() {
    server = listen(0);
    port = server.getAddress().getPort();
  }

  private HttpServer listen(int at) {
    try {
      var listening =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 100);
      listening.createContext("/", this::take);
      listening.setExecutor(threads);
      listening.start();
      return listening;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var sent = exchange.getRequestHeaders();
    var call =
        new Call(
            sent.getFirst("webhook-id"),
            sent.getFirst("webhook-timestamp"),
            sent.getFirst("webhook-signature"),
            sent.getFirst("Content-Type"),
            body);
    calls.add(call);
    before.accept(call);
    int status = answers.applyAsInt(call);
    if (status == NEVER) {
      hang();
    } else {
      headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      exchange.sendResponseHeaders(status, -1);
    }
    exchange.close();
  }

  private void hang() {
    try {
      end.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  public String url() {
    return "http://127.0.0.1:" + port + "/hook";
  }

  public List<Call> calls() {
    return calls;
  }

  /** What it was sent and has taken at least once. */
  public List<String> ids() {
    return calls.stream().map(Call::id).distinct().toList();
  }

  public void answer(int status) {
    answers = call -> status;
  }

  void answer(ToIntFunction<Call> by) {
    answers = by;
  }

  void answerWith(String name, String value) {
    headers = Map.of(name, value);
  }

  void neverAnswer() {
    answer(NEVER);
  }

  /** What happens when a call has come and is not answered yet. */
  public void before(Consumer<Call> happens) {
    before = happens;
  }

  void down() {
    server.stop(0);
  }

  void up() {
    server = listen(port);
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
