package dev.writ.identity;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ThreadLocalRandom;

/** Somebody at a browser, at an address of their own, without a token. */
final class Visitor {
  private final HttpClient http;
  private final int port;

  Visitor(int port) {
    this.port = port;
    try {
      var random = ThreadLocalRandom.current();
      http =
          HttpClient.newBuilder()
              .localAddress(
                  InetAddress.getByAddress(
                      new byte[] {
                        127,
                        (byte) random.nextInt(1, 255),
                        (byte) random.nextInt(1, 255),
                        (byte) random.nextInt(2, 255)
                      }))
              .build();
    } catch (IOException odd) {
      throw new java.io.UncheckedIOException(odd);
    }
  }

  HttpResponse<String> reads(String path) {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  HttpResponse<String> confirms(String path) {
    return posts(path, "answer=confirm");
  }

  HttpResponse<String> enters(String path, String code) {
    return posts(path, "code=" + code);
  }

  private HttpResponse<String> posts(String path, String form) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
