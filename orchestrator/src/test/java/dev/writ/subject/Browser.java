package dev.writ.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody at a browser without scripts, at an address of their own, without a token. */
public final class Browser {
  private static final Pattern WORD = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");
  private final HttpClient http;
  private final URI service;

  public Browser(URI service) {
    this.service = service;
    var random = ThreadLocalRandom.current();
    var address =
        new byte[] {
          127,
          (byte) random.nextInt(1, 255),
          (byte) random.nextInt(1, 255),
          (byte) random.nextInt(2, 255)
        };
    try {
      http = HttpClient.newBuilder().localAddress(InetAddress.getByAddress(address)).build();
    } catch (IOException odd) {
      throw new UncheckedIOException(odd);
    }
  }

  public HttpResponse<String> reads(String path, String... headers) {
    var call = HttpRequest.newBuilder(service.resolve(path));
    return send(headers.length == 0 ? call.header("Accept", "text/html") : call.headers(headers));
  }

  public HttpResponse<String> sends(String path, Map<String, String> form) {
    var body =
        form.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(service.resolve(path))
            .header("Accept", "text/html")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  /** Hands a file in at a form that takes one. */
  public HttpResponse<String> hands(String path, String type, byte[] content) {
    var body = new java.io.ByteArrayOutputStream();
    body.writeBytes(
        """
        --b1
        Content-Disposition: form-data; name="file"; filename="ada.pdf"
        Content-Type: %s

        """
            .formatted(type)
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n--b1--\r\n".getBytes(StandardCharsets.UTF_8));
    return send(
        HttpRequest.newBuilder(service.resolve(path))
            .header("Accept", "text/html")
            .header("Content-Type", "multipart/form-data; boundary=b1")
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  /** The form as somebody in Berlin fills it in, with the word it came with. */
  public Map<String, String> filledIn(String email) {
    var form = new LinkedHashMap<String, String>();
    form.put("form", word(reads("/request").body()));
    form.put("lang", "en");
    form.put("right", "ERASURE");
    form.put("place", "DE");
    form.put("email", email);
    form.put("website", "");
    return form;
  }

  static String word(String page) {
    var found = WORD.matcher(page);
    if (!found.find()) {
      throw new AssertionError("no form in " + page);
    }
    return found.group(1);
  }

  private HttpResponse<String> send(HttpRequest.Builder call) {
    try {
      return http.send(call.build(), BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
