package dev.writ.vendor.spi;

import feign.Client;
import feign.Request;
import feign.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Bounds what comes after the headers: a body that stalls, or never ends, must not hold a thread or
 * fill the memory. The JDK's client keeps its time limit only until the headers have arrived.
 */
final class BoundedClient implements Client {
  private static final ScheduledExecutorService WATCH = watch();

  private final Client client;
  private final int mostBytes;
  private final Duration longest;

  BoundedClient(Client client, int mostBytes, Duration longest) {
    this.client = client;
    this.mostBytes = mostBytes;
    this.longest = longest;
  }

  @Override
  public Response execute(Request request, Request.Options options) throws IOException {
    var response = client.execute(request, options);
    if (response.body() == null) {
      return response;
    }
    try (var body = response.body().asInputStream()) {
      return response.toBuilder().body(read(response.status(), body)).build();
    }
  }

  /** What is too large once is so again: it is refused, and not asked for without end. */
  private byte[] read(int status, InputStream body) throws IOException {
    var watch = closeAfter(longest, body);
    try {
      var bytes = body.readNBytes(mostBytes);
      if (bytes.length == mostBytes && body.read() >= 0) {
        if (status < 400) {
          throw new VendorFailure(VendorFailure.Kind.REJECTED, status);
        }
        throw new IOException("an error larger than " + mostBytes + " bytes");
      }
      return bytes;
    } finally {
      watch.cancel(false);
    }
  }

  /** A watch that is cancelled goes at once, and its body with it. */
  private static ScheduledExecutorService watch() {
    var threads = Thread.ofPlatform().name("vendor-body-watch").daemon().factory();
    var watch = new ScheduledThreadPoolExecutor(1, threads);
    watch.setRemoveOnCancelPolicy(true);
    return watch;
  }

  /** Ends a read that waits in another thread, unless it is cancelled before. */
  static Future<?> closeAfter(Duration longest, InputStream body) {
    return WATCH.schedule(() -> close(body), longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException alreadyGone) {
      // the reading thread sees the same
    }
  }
}
