package dev.writ.vendor.spi;

import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp.Reading;
import feign.RequestTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Gets an answer that is read while it arrives, through the connection's door.
 *
 * @param silence a body that sends nothing for so long is given up
 * @param longest so is one that takes so long in all
 */
record StreamedCall(Duration silence, Duration longest) {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  <T> T get(VendorConnection connection, URI from, Authorization auth, Reading<T> reading) {
    var watched = new Watched<>(reading);
    try {
      return patiently(connection, from, () -> proof(auth), watched);
    } catch (VendorFailure failure) {
      if (watched.status != 401 || !auth.renew()) {
        throw failure;
      }
      return patiently(connection, from, () -> proof(auth), watched);
    }
  }

  <T> T get(
      VendorConnection connection, URI from, Map<String, String> headers, Reading<T> reading) {
    return patiently(connection, from, () -> headers, new Watched<>(reading));
  }

  /** What has been handed on in part is not begun again here. */
  private <T> T patiently(
      VendorConnection connection,
      URI from,
      Supplier<Map<String, String>> headers,
      Watched<T> reading) {
    var tries = new Tries(connection.patience(), true);
    while (true) {
      var worn = headers.get();
      reading.status = 0;
      try {
        return once(connection, from, worn, reading);
      } catch (VendorFailure failure) {
        if (reading.status != 0 && reading.status < 400) {
          throw failure;
        }
        tries.waitOut(failure);
      }
    }
  }

  /** Remembers which answer was read last; 0 when none came. */
  private static final class Watched<T> implements Reading<T> {
    private final Reading<T> reading;
    private int status;

    Watched(Reading<T> reading) {
      this.reading = reading;
    }

    @Override
    public T read(int answered, Map<String, String> headers, InputStream body) throws IOException {
      status = answered;
      return reading.read(answered, headers, body);
    }
  }

  private static Map<String, String> proof(Authorization auth) {
    auth.prepare();
    var call = new RequestTemplate();
    auth.apply(call);
    var headers = new TreeMap<String, String>();
    call.headers().forEach((name, values) -> headers.put(name, values.iterator().next()));
    return headers;
  }

  private <T> T once(
      VendorConnection connection, URI from, Map<String, String> headers, Reading<T> reading) {
    connection.admission().enter();
    try {
      var answer = read(from, headers, reading);
      connection.admission().leave(null);
      return answer;
    } catch (VendorFailure failure) {
      connection.admission().leave(failure);
      throw failure;
    } catch (RuntimeException | Error ours) {
      // Whoever takes what arrives has failed, and not the vendor: its circuit stays closed.
      connection.admission().leave(null);
      throw ours;
    }
  }

  private <T> T read(URI from, Map<String, String> headers, Reading<T> reading) {
    var request = HttpRequest.newBuilder(from).timeout(LONGEST_WAIT).GET();
    headers.forEach(request::header);
    try {
      var answer =
          VendorHttp.CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (var body = new WatchedBody(answer.body(), silence)) {
        var watch = BoundedClient.closeAfter(longest, answer.body());
        try {
          return reading.read(answer.statusCode(), VendorHttp.firsts(answer.headers().map()), body);
        } finally {
          watch.cancel(false);
        }
      }
    } catch (IOException | UncheckedIOException | JacksonIOException lost) {
      throw new VendorFailure(Kind.UNAVAILABLE, 0);
    } catch (JacksonException unreadable) {
      throw new VendorFailure(Kind.MALFORMED_RESPONSE, 0);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new VendorFailure(Kind.UNAVAILABLE, 0);
    }
  }

  /** Closes a body whose next byte is waited for too long; the waiting read then fails. */
  private static final class WatchedBody extends InputStream {
    private final InputStream body;
    private final Duration silence;

    WatchedBody(InputStream body, Duration silence) {
      this.body = body;
      this.silence = silence;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      var watch = BoundedClient.closeAfter(silence, body);
      try {
        return body.read(into, offset, length);
      } finally {
        watch.cancel(false);
      }
    }

    @Override
    public int available() throws IOException {
      return body.available();
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }
}
