package dev.writ.vendor.spi;

import dev.writ.vendor.spi.VendorFailure.Kind;
import feign.Feign;
import feign.Request;
import feign.RequestInterceptor;
import feign.Retryer;
import feign.codec.Decoder;
import feign.codec.ErrorDecoder;
import feign.http2client.Http2Client;
import feign.jackson3.Jackson3Decoder;
import feign.jackson3.Jackson3Encoder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one way out: a shared HTTP client that never follows redirects and always has timeouts. Each
 * call of a client passes the connection's {@link Admission}, a reading one is repeated within its
 * {@link Patience}, and whatever goes wrong comes back as a {@link VendorFailure} without the
 * vendor's words.
 */
public final class VendorHttp {
  public static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private static final Request.Options OPTIONS =
      new Request.Options(10, TimeUnit.SECONDS, 60, TimeUnit.SECONDS, false);

  private static final RememberedContract CONTRACT = new RememberedContract();

  /**
   * What is held in memory of one answer, or of one row of a streamed one; more is rejected. The
   * longest text that a vendor documents in one object has 70 MiB.
   */
  public static final int MOST_BYTES = 80 * 1024 * 1024;

  private static final Duration LONGEST_BODY = Duration.ofMinutes(2);
  private static final StreamedCall STREAMED =
      new StreamedCall(Duration.ofMinutes(2), Duration.ofHours(1));

  private VendorHttp() {}

  /** A client of {@code api} bound to the connection's base URL. */
  public static <T> T client(
      Class<T> api, VendorConnection connection, RequestInterceptor auth, ErrorDecoder errors) {
    Decoder json = new Jackson3Decoder(JSON);
    return Feign.builder()
        .contract(CONTRACT)
        .client(new BoundedClient(new Http2Client(CLIENT), MOST_BYTES, LONGEST_BODY))
        .encoder(new Jackson3Encoder(JSON))
        .decoder(
            (response, type) -> {
              if (type == byte[].class) {
                return response.body() == null
                    ? new byte[0]
                    : response.body().asInputStream().readAllBytes();
              }
              return json.decode(response, type);
            })
        .errorDecoder(errors)
        .requestInterceptor(auth)
        .retryer(Retryer.NEVER_RETRY)
        .options(OPTIONS)
        .invocationHandlerFactory(
            (target, calls) -> new GuardedCall(target, calls, connection, auth))
        .target(api, connection.baseUrl().toString());
  }

  /** Headers by lower-case name, the first value of each. */
  public static Map<String, String> firsts(Map<String, ? extends Collection<String>> headers) {
    var firsts = new TreeMap<String, String>();
    headers.forEach(
        (name, values) ->
            values.stream()
                .findFirst()
                .ifPresent(value -> firsts.put(name.toLowerCase(Locale.ROOT), value)));
    return firsts;
  }

  /** Reads an answer while it arrives. */
  @FunctionalInterface
  public interface Reading<T> {
    /**
     * Reads to the end, or as far as it is wanted.
     *
     * @param headers as {@link VendorHttp#firsts} gives them
     * @throws IOException when the body ends early or falls silent; becomes UNAVAILABLE, as do its
     *     unchecked forms. What is no JSON becomes MALFORMED_RESPONSE
     */
    T read(int status, Map<String, String> headers, InputStream body) throws IOException;
  }

  /**
   * Gets something too large for memory. Redirects are not followed: the reader sees them. An error
   * is waited out within the connection's patience; what has been read in part is not begun again.
   *
   * @param from the connection's own host, or one the vendor's description allows; anything else is
   *     a MALFORMED_RESPONSE and is not called
   * @param headers sent as they are; a credential goes to the host it is meant for only
   */
  public static <T> T stream(
      VendorDescriptor vendor,
      VendorConnection connection,
      URI from,
      Map<String, String> headers,
      Reading<T> reading) {
    requireAllowed(vendor, connection, from);
    return STREAMED.get(connection, from, headers, reading);
  }

  /**
   * The same with a proof that can be renewed: an answer of 401 that the reader refuses is renewed
   * and asked for once more.
   *
   * @param auth goes to {@code from} and nowhere else
   */
  public static <T> T stream(
      VendorDescriptor vendor,
      VendorConnection connection,
      URI from,
      Authorization auth,
      Reading<T> reading) {
    requireAllowed(vendor, connection, from);
    return STREAMED.get(connection, from, auth, reading);
  }

  private static void requireAllowed(
      VendorDescriptor vendor, VendorConnection connection, URI from) {
    if (!Destinations.allowed(vendor, connection, from)) {
      throw new VendorFailure(Kind.MALFORMED_RESPONSE, 0);
    }
  }
}
