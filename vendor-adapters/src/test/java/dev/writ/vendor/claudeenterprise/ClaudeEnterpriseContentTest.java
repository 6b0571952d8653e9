package dev.writ.vendor.claudeenterprise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.VendorFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contents arrive whole and under the vendor's name, or not at all. */
class ClaudeEnterpriseContentTest {
  private static final String HELLO = "hello";

  /** Of "hello", by RFC 1864. */
  private static final String MD5 = "XUFAKrxLKna5cZ2REBfFkg==";

  private final List<String> taken = new ArrayList<>();

  private final RecordSink sink =
      new RecordSink() {
        @Override
        public void accept(String kind, String json) {
          taken.add(json);
        }

        @Override
        public void file(String kind, String name, String mediaType, InputStream content)
            throws IOException {
          var text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
          taken.add(name + " " + mediaType + " " + text);
        }
      };

  private void send(RecordSink into, Map<String, String> headers) throws IOException {
    ComplianceContent.send(
        into,
        "file",
        "fallback",
        headers,
        new ByteArrayInputStream(HELLO.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_content_with_its_digest_is_taken_under_the_name_in_its_header() throws IOException {
    send(
        sink,
        Map.of(
            "content-md5", MD5,
            "content-type", "Text/Plain; charset=utf-8",
            "content-disposition", "attachment; filename*=utf-8''%C3%BCber+uns%20%2F.txt"));
    assertThat(taken).containsExactly("über+uns /.txt text/plain hello");
  }

  @Test
  void a_content_with_another_digest_is_not_taken() {
    assertThatThrownBy(() -> send(sink, Map.of("content-md5", "rL0Y20zC+Fzt72VPzMSk2A==")))
        .isInstanceOf(IOException.class);
    assertThat(taken).isEmpty();
  }

  @Test
  void a_digest_that_is_none_is_malformed() {
    assertThatThrownBy(() -> send(sink, Map.of("content-md5", "no digest!")))
        .isInstanceOf(VendorFailure.class);
  }

  @Test
  void a_sink_of_records_only_is_told_that_there_was_a_content() throws IOException {
    send((kind, json) -> taken.add(json), Map.of("content-md5", MD5));
    assertThat(taken).containsExactly("{\"content_not_taken\":\"fallback\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "attachment; filename*=utf-8''a%20b.txt, a b.txt",
    "attachment; filename*=UTF-8''a.txt; size=1, a.txt",
    "attachment; filename*=utf-8''%, fallback",
    "attachment; filename*=utf-8''%20, fallback",
    "attachment, fallback"
  })
  void names_are_read_by_rfc_5987(String header, String name) {
    assertThat(ComplianceContent.name(Map.of("content-disposition", header), "fallback"))
        .isEqualTo(name);
  }
}
