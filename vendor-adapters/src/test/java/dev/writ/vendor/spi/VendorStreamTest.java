package dev.writ.vendor.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.writ.vendor.spi.AccessTokens.Token;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class VendorStreamTest {
  private static final VendorDescriptor VENDOR =
      VendorDescriptor.of("v", "V", URI.create("https://api.vendor.example"))
          .read(LocalDate.EPOCH, List.of(), List.of());

  private final WatchedDoor door = new WatchedDoor();
  private final LoopbackVendor vendor = new LoopbackVendor();

  @AfterEach
  void close() {
    vendor.close();
  }

  private <T> T stream(String path, Map<String, String> headers, Reading<T> reading) {
    return VendorHttp.stream(
        VENDOR,
        vendor.connection(door, Patience.NONE),
        URI.create(vendor.url() + path),
        headers,
        reading);
  }

  private VendorFailure failure(Reading<?> reading) {
    return catchThrowableOfType(VendorFailure.class, () -> stream("/file", Map.of(), reading));
  }

  private void assertLeftOnceWith(Kind kind) {
    assertThat(door.entered()).isEqualTo(1);
    assertThat(door.left()).isEqualTo(1);
    assertThat(door.failures()).extracting(VendorFailure::kind).containsExactly(kind);
  }

  private static String text(InputStream body) throws IOException {
    return new String(body.readAllBytes(), StandardCharsets.UTF_8);
  }

  // --- what comes through

  @Test
  void status_headers_and_body_reach_the_reader_and_ours_reach_the_vendor() {
    vendor.at(
        "/file",
        exchange -> {
          exchange.getResponseHeaders().add("X-Name", "first");
          exchange.getResponseHeaders().add("X-Name", "second");
          LoopbackVendor.send(exchange, 207, "content");
        });
    var seen =
        stream(
            "/file?part=1",
            Map.of("Authorization", "Bearer t"),
            (status, headers, body) -> status + " " + headers.get("x-name") + " " + text(body));
    assertThat(seen).isEqualTo("207 first content");
    assertThat(vendor.asked()).containsExactly("GET /file?part=1 Bearer t");
    assertThat(door.entered()).isEqualTo(1);
    assertThat(door.left()).isEqualTo(1);
    assertThat(door.failures()).isEmpty();
  }

  @Test
  void a_body_larger_than_a_page_arrives_piece_by_piece() {
    var piece = new byte[1 << 16];
    vendor.at(
        "/file",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < 200; i++) {
            exchange.getResponseBody().write(piece);
          }
        });
    long length =
        stream(
            "/file",
            Map.of(),
            (status, headers, body) -> body.transferTo(OutputStream.nullOutputStream()));
    assertThat(length).isEqualTo(200L * piece.length);
  }

  @Test
  void a_reader_may_stop_before_the_end() {
    vendor.at("/file", exchange -> LoopbackVendor.send(exchange, 200, "content"));
    int first = stream("/file", Map.of(), (status, headers, body) -> body.read());
    assertThat(first).isEqualTo('c');
    assertThat(door.failures()).isEmpty();
  }

  // --- where it goes

  @Test
  void a_redirect_is_shown_to_the_reader_and_not_followed() {
    vendor.at(
        "/file",
        exchange -> {
          exchange.getResponseHeaders().add("Location", vendor.url() + "/other");
          LoopbackVendor.send(exchange, 302, "", 0);
        });
    vendor.at("/other", exchange -> LoopbackVendor.send(exchange, 200, "followed"));
    var seen =
        stream("/file", Map.of(), (status, headers, body) -> status + headers.get("location"));
    assertThat(seen).isEqualTo("302" + vendor.url() + "/other");
    assertThat(vendor.asked()).containsExactly("GET /file");
  }

  @Test
  void a_foreign_host_is_refused_without_a_call_or_a_step_through_the_door() {
    try (var foreign = new LoopbackVendor()) {
      foreign.at("/", exchange -> LoopbackVendor.send(exchange, 200, "foreign"));
      assertThatThrownBy(
              () ->
                  VendorHttp.stream(
                      VENDOR,
                      vendor.connection(door, Patience.NONE),
                      foreign.url(),
                      Map.of("Authorization", "Bearer t"),
                      (status, headers, body) -> status))
          .isInstanceOfSatisfying(
              VendorFailure.class,
              refused -> assertThat(refused.kind()).isEqualTo(Kind.MALFORMED_RESPONSE));
      assertThat(foreign.asked()).isEmpty();
      assertThat(door.entered()).isZero();
      assertThat(door.left()).isZero();
    }
  }

  @Test
  void a_closed_door_is_handed_on_without_a_call() {
    var closed = new VendorFailure(Kind.UNAVAILABLE, 0, Duration.ofSeconds(77));
    var shut =
        new Admission() {
          @Override
          public void enter() {
            throw closed;
          }

          @Override
          public void leave(VendorFailure failure) {
            throw new AssertionError("nobody had entered");
          }
        };
    assertThatThrownBy(
            () ->
                VendorHttp.stream(
                    VENDOR,
                    vendor.connection(shut, Patience.NONE),
                    vendor.url(),
                    Map.of(),
                    (status, headers, body) -> status))
        .isSameAs(closed);
    assertThat(vendor.asked()).isEmpty();
  }

  // --- patience

  private static final Patience THREE =
      new Patience(3, Duration.ofMillis(1), Duration.ofMillis(20));

  /** Answers with these in turn; the reader takes 200 alone. */
  private VendorFailure patiently(int... statuses) {
    var next = new AtomicInteger();
    vendor.at(
        "/file", exchange -> LoopbackVendor.send(exchange, statuses[next.getAndIncrement()], "-"));
    return catchThrowableOfType(
        VendorFailure.class,
        () ->
            VendorHttp.stream(
                VENDOR,
                vendor.connection(door, THREE),
                URI.create(vendor.url() + "/file"),
                Map.of(),
                (status, headers, body) -> {
                  if (status != 200) {
                    throw new VendorFailure(
                        status == 429
                            ? Kind.RATE_LIMITED
                            : status < 500 ? Kind.REJECTED : Kind.UNAVAILABLE,
                        status);
                  }
                  return text(body);
                }));
  }

  @Test
  void an_error_is_waited_out_within_the_connections_patience() {
    assertThat(patiently(429, 503, 200)).isNull();
    assertThat(vendor.asked()).hasSize(3);
    assertThat(door.entered()).isEqualTo(3);
  }

  @Test
  void patience_ends() {
    assertThat(patiently(503, 503, 503, 200).status()).isEqualTo(503);
    assertThat(vendor.asked()).hasSize(3);
  }

  @Test
  void a_refusal_is_final_at_once() {
    assertThat(patiently(404, 200).status()).isEqualTo(404);
    assertThat(vendor.asked()).hasSize(1);
  }

  @Test
  void what_was_read_in_part_is_not_begun_again() {
    vendor.at("/file", exchange -> LoopbackVendor.send(exchange, 200, "begun", 1_000));
    var cut =
        catchThrowableOfType(
            VendorFailure.class,
            () ->
                VendorHttp.stream(
                    VENDOR,
                    vendor.connection(door, THREE),
                    URI.create(vendor.url() + "/file"),
                    Map.of(),
                    (status, headers, body) -> text(body)));
    assertThat(cut.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(vendor.asked()).hasSize(1);
  }

  // --- what goes wrong

  static Stream<Reading<?>> readers() {
    return Stream.of(
        (status, headers, body) -> body.readAllBytes(),
        (status, headers, body) -> body.skip(1_000),
        (status, headers, body) -> VendorHttp.JSON.readTree(body),
        (status, headers, body) ->
            new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))
                .lines()
                .count());
  }

  @ParameterizedTest
  @MethodSource("readers")
  void a_body_that_is_cut_is_unavailable_however_it_is_read(Reading<?> reading) {
    vendor.at("/file", exchange -> LoopbackVendor.send(exchange, 200, "[1,", 1_000));
    assertThat(failure(reading).kind()).isEqualTo(Kind.UNAVAILABLE);
    assertLeftOnceWith(Kind.UNAVAILABLE);
  }

  @ParameterizedTest
  @MethodSource("readers")
  void a_body_that_stalls_is_unavailable_however_it_is_read(Reading<?> reading) {
    vendor.at(
        "/file",
        exchange -> {
          LoopbackVendor.send(exchange, 200, "[1,", 1_000);
          vendor.fallSilent();
        });
    var impatient = new StreamedCall(Duration.ofMillis(300), Duration.ofMinutes(1));
    var failure =
        catchThrowableOfType(
            VendorFailure.class,
            () ->
                impatient.get(
                    vendor.connection(door, Patience.NONE),
                    URI.create(vendor.url() + "/file"),
                    Map.of(),
                    reading));
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertLeftOnceWith(Kind.UNAVAILABLE);
  }

  @Test
  void a_body_that_never_ends_is_unavailable_although_it_never_falls_silent() {
    vendor.at(
        "/file",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (true) {
            exchange.getResponseBody().write(new byte[1024]);
            exchange.getResponseBody().flush();
          }
        });
    var impatient = new StreamedCall(Duration.ofMinutes(1), Duration.ofMillis(300));
    assertThatThrownBy(
            () ->
                impatient.get(
                    vendor.connection(door, Patience.NONE),
                    URI.create(vendor.url() + "/file"),
                    Map.of(),
                    (status, headers, body) -> body.transferTo(OutputStream.nullOutputStream())))
        .isInstanceOf(VendorFailure.class);
    assertLeftOnceWith(Kind.UNAVAILABLE);
  }

  @Test
  void a_reader_that_takes_its_time_is_no_silence() {
    vendor.at("/file", exchange -> LoopbackVendor.send(exchange, 200, "content"));
    var impatient = new StreamedCall(Duration.ofMillis(1), Duration.ofMinutes(1));
    var read =
        impatient.get(
            vendor.connection(door, Patience.NONE),
            URI.create(vendor.url() + "/file"),
            Map.of(),
            (status, headers, body) -> {
              var long100 = System.nanoTime() + Duration.ofMillis(100).toNanos();
              while (System.nanoTime() < long100) {
                Thread.onSpinWait();
              }
              return status;
            });
    assertThat(read).isEqualTo(200);
  }

  @Test
  void a_vendor_that_is_not_there_is_unavailable() {
    vendor.close();
    assertThat(failure((status, headers, body) -> status).kind()).isEqualTo(Kind.UNAVAILABLE);
    assertLeftOnceWith(Kind.UNAVAILABLE);
  }

  @Test
  void what_is_no_json_is_malformed() {
    vendor.at("/file", exchange -> LoopbackVendor.send(exchange, 200, "<html>"));
    assertThat(failure((status, headers, body) -> VendorHttp.JSON.readTree(body)).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
    assertLeftOnceWith(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void the_readers_own_verdict_is_handed_on_and_told_at_the_door() {
    vendor.at("/file", exchange -> LoopbackVendor.send(exchange, 404, "no"));
    var gone = new VendorFailure(Kind.REJECTED, 404);
    var thrown =
        failure(
            (status, headers, body) -> {
              throw gone;
            });
    assertThat(thrown).isSameAs(gone);
    assertThat(door.failures()).containsExactly(gone);
  }

  static Stream<Throwable> bugs() {
    return Stream.of(new IllegalStateException("a bug"), new StackOverflowError("a bug"));
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void a_failure_of_ours_is_thrown_as_it_is_and_told_to_be_none_of_the_vendors(Throwable bug) {
    vendor.at("/file", exchange -> LoopbackVendor.send(exchange, 200, "content"));
    assertThatThrownBy(
            () ->
                stream(
                    "/file",
                    Map.of(),
                    (status, headers, body) -> {
                      if (bug instanceof Error error) {
                        throw error;
                      }
                      throw (RuntimeException) bug;
                    }))
        .isSameAs(bug);
    assertThat(door.left()).isEqualTo(1);
    assertThat(door.failures()).isEmpty();
  }

  @Test
  void a_thread_that_is_stopped_stays_stopped() {
    vendor.at("/file", exchange -> vendor.fallSilent());
    Thread.currentThread().interrupt();
    var failure = failure((status, headers, body) -> status);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertLeftOnceWith(Kind.UNAVAILABLE);
  }

  // --- a proof that can be renewed

  private String proven(boolean known) {
    var fetched = new AtomicInteger();
    vendor.at(
        "/file",
        exchange -> {
          var worn = exchange.getRequestHeaders().getFirst("Authorization");
          boolean fresh = known && "Bearer t2".equals(worn);
          LoopbackVendor.send(exchange, fresh ? 200 : 401, "content");
        });
    var connection = vendor.connection(door, Patience.NONE);
    return VendorHttp.stream(
        VENDOR,
        connection,
        URI.create(vendor.url() + "/file"),
        new AccessTokens()
            .bearer(
                connection,
                "p",
                () ->
                    new Token(
                        new Secret("t" + fetched.incrementAndGet()),
                        Duration.ofHours(1),
                        Map.of())),
        (status, headers, body) -> {
          if (status != 200) {
            throw new VendorFailure(Kind.AUTHENTICATION, status);
          }
          return text(body);
        });
  }

  @Test
  void a_stream_refused_for_its_token_is_asked_for_once_more_with_a_fresh_one() {
    assertThat(proven(true)).isEqualTo("content");
    assertThat(vendor.asked()).containsExactly("GET /file Bearer t1", "GET /file Bearer t2");
    assertThat(door.left()).isEqualTo(2);
    assertThat(door.failures()).extracting(VendorFailure::status).containsExactly(401);
  }

  @Test
  void a_stream_refused_for_ever_is_renewed_once() {
    assertThat(catchThrowableOfType(VendorFailure.class, () -> proven(false)).status())
        .isEqualTo(401);
    assertThat(vendor.asked()).containsExactly("GET /file Bearer t1", "GET /file Bearer t2");
  }

  @Test
  void a_proof_goes_to_no_host_that_is_not_allowed() {
    var asked = new AtomicInteger();
    var bearer =
        new AccessTokens()
            .bearer(
                vendor.connection(door, Patience.NONE),
                "p",
                () -> {
                  asked.incrementAndGet();
                  return new Token(new Secret("t"), Duration.ofHours(1), Map.of());
                });
    var thrown =
        catchThrowableOfType(
            VendorFailure.class,
            () ->
                VendorHttp.stream(
                    VENDOR,
                    vendor.connection(door, Patience.NONE),
                    URI.create("https://elsewhere.example/file"),
                    bearer,
                    (status, headers, body) -> status));
    assertThat(thrown.kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(asked).hasValue(0);
    assertThat(door.entered()).isZero();
  }
}
