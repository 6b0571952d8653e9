package dev.writ.vendor.openai;

import static dev.writ.vendor.openai.OpenAiAccount.require;

import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorHttp.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gets what may be larger than memory, and reads it while it arrives. */
final class OpenAiDownload {
  private static final String UNNAMED = "application/octet-stream";

  private final VendorConnection connection;
  private final Function<String, Map<String, String>> headers;
  private final OpenAiErrorDecoder errors = new OpenAiErrorDecoder(InstantSource.system());

  /**
   * @param headers by path below the base URL, e.g. {@code /files}
   */
  OpenAiDownload(VendorConnection connection, Function<String, Map<String, String>> headers) {
    this.connection = connection;
    this.headers = headers;
  }

  /** Takes a content. */
  @FunctionalInterface
  interface Taking {
    /**
     * Takes it while it arrives.
     *
     * @param mediaType as the vendor declares it
     */
    void take(String mediaType, InputStream content) throws IOException;
  }

  void content(String path, Taking taking) {
    get(
        path,
        (status, answered, body) -> {
          taking.take(mediaType(answered), body);
          return true;
        });
  }

  private static String mediaType(Map<String, String> headers) {
    var type = headers.getOrDefault("content-type", UNNAMED);
    return type.matches("[a-z]+/[^\\s;]+") ? type : UNNAMED;
  }

  /**
   * Hands on each row of a page before the next is read.
   *
   * @param form of the page, in which of the rows only the last one's id is left
   */
  <T> T page(String path, Map<String, Object> query, Consumer<JsonNode> row, Class<T> form) {
    var asked =
        query.entrySet().stream()
            .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue().toString()))
            .collect(Collectors.joining("&"));
    return get(
        asked.isEmpty() ? path : path + "?" + asked,
        (status, answered, body) -> VendorHttp.JSON.treeToValue(rows(body, row), form));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static ObjectNode rows(InputStream body, Consumer<JsonNode> row) {
    var page = VendorHttp.JSON.createObjectNode();
    try (var json = VendorHttp.JSON.createParser(body)) {
      require(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = json.currentName();
        if (json.nextToken() == JsonToken.START_ARRAY && name.equals("data")) {
          var kept = page.putArray(name);
          while (json.nextToken() != JsonToken.END_ARRAY) {
            JsonNode read = json.readValueAsTree();
            row.accept(read);
            kept.removeAll().addObject().put("id", read.path("id").asString(""));
          }
        } else {
          page.set(name, json.<JsonNode>readValueAsTree());
        }
      }
    }
    return page;
  }

  private <T> T get(String path, Reading<T> reading) {
    return VendorHttp.stream(
        OpenAiDescriptor.VALUE,
        connection,
        URI.create(connection.baseUrl() + "/" + path),
        headers.apply("/" + path),
        (status, answered, body) -> {
          if (status >= 200 && status < 300) {
            return reading.read(status, answered, body);
          }
          throw status < 400
              ? new VendorFailure(Kind.MALFORMED_RESPONSE, status)
              : errors.failure(status, answered, body);
        });
  }
}
