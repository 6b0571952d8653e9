package dev.writ.vendor.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What is larger than any answer that is held in memory. The vendor sends its first mebibyte and no
 * more until the sink has begun to take it: whoever gathers first waits in vain.
 */
@Timeout(120)
class OpenAiLargeTest {
  private static final int MEBIBYTES = 96;
  private static final byte[] PIECE = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);

  private final CountDownLatch taken = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** What an answer consists of. */
  private interface Answer {
    void write(OutputStream out) throws IOException;
  }

  private void at(String path, Answer answer) {
    server.createContext(
        "/v1/" + path,
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            answer.write(exchange.getResponseBody());
          }
        });
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private void awaitTaken(OutputStream out) throws IOException {
    out.flush();
    try {
      if (!taken.await(20, TimeUnit.SECONDS)) {
        throw new IOException("nobody has begun to read");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Counts, and keeps nothing. */
  private final class Counting implements RecordSink {
    int records;
    int files;
    long bytes;

    @Override
    public void accept(String kind, String json) {
      records++;
      if (json.length() > PIECE.length) {
        taken.countDown();
      }
    }

    @Override
    public void file(String kind, String name, String mediaType, InputStream content)
        throws IOException {
      files++;
      var buffer = new byte[8192];
      for (int got = content.read(buffer); got >= 0; got = content.read(buffer)) {
        bytes += got;
        taken.countDown();
      }
    }
  }

  private Counting export(VendorObject object) {
    var sink = new Counting();
    var connection =
        new VendorConnection(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1"),
            Map.of("apiKey", new Secret("sk-sandbox")),
            Map.of());
    new OpenAiAdapter().export(connection, object, sink);
    return sink;
  }

  @Test
  void a_large_file_goes_into_the_sink_while_it_arrives() {
    at("files/file-1", out -> write(out, "{\"id\":\"file-1\",\"object\":\"file\"}"));
    at(
        "files/file-1/content",
        out -> {
          for (int i = 0; i < MEBIBYTES; i++) {
            out.write(PIECE);
            if (i == 0) {
              awaitTaken(out);
            }
          }
        });
    var sink = export(new VendorObject("file", "file-1"));
    assertThat(sink.files).isEqualTo(1);
    assertThat(sink.bytes).isEqualTo((long) MEBIBYTES << 20);
    assertThat(sink.records).isEqualTo(1);
  }

  @Test
  void a_large_page_goes_into_the_sink_row_by_row() {
    at("responses/resp_1", out -> write(out, "{\"id\":\"resp_1\",\"object\":\"response\"}"));
    at(
        "responses/resp_1/input_items",
        out -> {
          write(out, "{\"object\":\"list\",\"data\":[");
          for (int i = 0; i < MEBIBYTES; i++) {
            write(out, (i == 0 ? "" : ",") + "{\"id\":\"msg_" + i + "\",\"text\":\"");
            out.write(PIECE);
            write(out, "\"}" + (i == 0 ? " ".repeat(1 << 16) : ""));
            if (i == 0) {
              awaitTaken(out);
            }
          }
          write(out, "],\"first_id\":\"msg_0\",\"last_id\":\"msg_95\",\"has_more\":false}");
        });
    assertThat(export(new VendorObject("response", "resp_1")).records).isEqualTo(1 + MEBIBYTES);
  }

  private static int rows(String page) {
    var rows = new AtomicInteger();
    var body = new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8));
    OpenAiDownload.rows(
        new OpenAiDownload.Portions(body, 64 << 10, 200), row -> rows.incrementAndGet());
    return rows.get();
  }

  @Test
  void a_row_or_what_stands_beside_the_rows_is_rejected_when_it_is_too_large() {
    var text = "x".repeat(40 << 10);
    var row = "{\"id\":\"a\",\"text\":\"%s\"}";
    var small = row.formatted(text);
    assertThat(rows("{\"data\":[" + small + "," + small + "," + small + "],\"has_more\":false}"))
        .isEqualTo(3);
    for (var page :
        List.of(
            "{\"data\":[" + row.formatted(text + text) + "]}",
            "{\"note\":\"" + text + text + "\",\"data\":[]}",
            "{\"data\":[],\"one\":\"" + text + "\",\"two\":\"" + text + "\"}")) {
      var failure = catchThrowableOfType(VendorFailure.class, () -> rows(page));
      assertThat(failure.kind()).isEqualTo(VendorFailure.Kind.REJECTED);
    }
    var twice = "{\"data\":[" + small + "],\"data\":[" + small + "]}";
    assertThat(catchThrowableOfType(VendorFailure.class, () -> rows(twice)).kind())
        .isEqualTo(VendorFailure.Kind.MALFORMED_RESPONSE);
  }
}
