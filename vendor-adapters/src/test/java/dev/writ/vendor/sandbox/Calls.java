package dev.writ.vendor.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** What a test calls a sandbox with: the credentials of {@link ThingsVendor} on every call. */
final class Calls {
  static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Calls() {}

  static HttpResponse<String> call(Sandbox sandbox, String vendor, String method, String path)
      throws IOException, InterruptedException {
    return call(sandbox, vendor, method, path, "");
  }

  static HttpResponse<String> call(
      Sandbox sandbox, String vendor, String method, String path, String body)
      throws IOException, InterruptedException {
    return send(method, URI.create(sandbox.baseUrl(vendor) + path), body);
  }

  static HttpResponse<String> send(String method, URI uri, String body)
      throws IOException, InterruptedException {
    return HTTP.send(request(method, uri, body), BodyHandlers.ofString());
  }

  static HttpRequest request(String method, URI uri, String body) {
    return HttpRequest.newBuilder(uri)
        .header("Authorization", "Bearer " + ThingsVendor.TOKEN)
        .header("Content-Type", "text/plain")
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
  }

  static URI switches(Sandbox sandbox, String path) {
    return URI.create("http://127.0.0.1:" + sandbox.port() + "/_sandbox" + path);
  }
}
