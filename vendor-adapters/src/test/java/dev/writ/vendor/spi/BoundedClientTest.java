package dev.writ.vendor.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import feign.Request;
import feign.Request.HttpMethod;
import feign.http2client.Http2Client;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoundedClientTest {
  private static final Request.Options OPTIONS =
      new Request.Options(5, TimeUnit.SECONDS, 5, TimeUnit.SECONDS, false);
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  @Test
  void an_answer_within_its_bounds_comes_through_whole() throws IOException {
    serve("hello", false);
    try (var response = client(5, Duration.ofSeconds(5)).execute(request(), OPTIONS)) {
      assertThat(response.body().asInputStream()).hasBinaryContent("hello".getBytes(UTF_8));
    }
  }

  @Test
  void an_answer_larger_than_its_bound_is_refused_and_not_asked_for_again() {
    serve("hello!", false);
    assertThatThrownBy(() -> client(5, Duration.ofSeconds(5)).execute(request(), OPTIONS))
        .isInstanceOfSatisfying(
            VendorFailure.class,
            refused -> {
              assertThat(refused.kind()).isEqualTo(VendorFailure.Kind.REJECTED);
              assertThat(refused.kind().retryable()).isFalse();
            });
  }

  @Test
  void a_body_that_stalls_after_its_headers_ends_in_time() {
    serve("hel", true);
    assertThatThrownBy(() -> client(50, Duration.ofMillis(300)).execute(request(), OPTIONS))
        .isInstanceOf(IOException.class);
  }

  private static BoundedClient client(int bytes, Duration longest) {
    return new BoundedClient(new Http2Client(), bytes, longest);
  }

  private Request request() {
    var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    return Request.create(HttpMethod.GET, url, Map.of(), null, null, null);
  }

  private void serve(String text, boolean stalling) {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, stalling ? 1000 : text.length());
          exchange.getResponseBody().write(text.getBytes(UTF_8));
          exchange.getResponseBody().flush();
          if (stalling) {
            awaitEnd();
          }
          exchange.close();
        });
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
