package dev.writ.vendor.openai;

import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorHttp.Reading;
import java.io.FilterInputStream;
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
        (status, answered, body) ->
            VendorHttp.JSON.treeToValue(
                rows(new Portions(body, VendorHttp.MOST_BYTES, status), row), form));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Neither a row nor what stands beside the rows may be larger than a portion. */
  static ObjectNode rows(Portions body, Consumer<JsonNode> row) {
    var page = VendorHttp.JSON.createObjectNode();
    try (var json = VendorHttp.JSON.createParser(body)) {
      require(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = json.currentName();
        require(!page.has(name));
        if (json.nextToken() == JsonToken.START_ARRAY && name.equals("data")) {
          var kept = page.putArray(name);
          while (json.nextToken() != JsonToken.END_ARRAY) {
            JsonNode read = json.readValueAsTree();
            row.accept(read);
            body.next();
            kept.removeAll().addObject().put("id", read.path("id").asString(""));
          }
        } else {
          page.set(name, json.<JsonNode>readValueAsTree());
        }
      }
    }
    return page;
  }

  /** An answer of any length, of which a portion may not be longer than memory allows. */
  static final class Portions extends FilterInputStream {
    private final long most;
    private final int status;
    private long left;

    Portions(InputStream body, long most, int status) {
      super(body);
      this.most = most;
      this.status = status;
      next();
    }

    /** What is read from here on is another portion. */
    void next() {
      left = most;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int count = super.read(into, from, length);
      count(count);
      return count;
    }

    private void count(int bytes) {
      left -= Math.max(bytes, 0);
      if (left < 0) {
        throw new VendorFailure(Kind.REJECTED, status);
      }
    }
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
