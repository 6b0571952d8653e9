package dev.writ.vendor.googleworkspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorHttp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A body that is not what was announced has no end. */
class GoogleWorkspaceStreamTest {
  private static final String HEX = "900150983CD24FB0D6963F7D28E17F72";
  private static final String BASE64 = "kAFQmDzST7DWlj99KOF/cg==";

  private static VerifiedStream stream(Long size, String md5) {
    return new VerifiedStream(
        new ByteArrayInputStream("abc".getBytes(StandardCharsets.US_ASCII)), size, md5);
  }

  @Test
  void the_announced_bytes_are_handed_on() throws IOException {
    for (var md5 : new String[] {HEX, BASE64, null}) {
      assertThat(stream(3L, md5).readAllBytes()).asString().isEqualTo("abc");
    }
    var skipping = stream(3L, HEX);
    assertThat(skipping.skip(2)).isEqualTo(2);
    assertThat(skipping.read()).isEqualTo('c');
    assertThat(skipping.read()).isEqualTo(-1);
    assertThat(skipping.read()).isEqualTo(-1);
  }

  @Test
  void other_bytes_or_fewer_of_them_are_a_lost_body() {
    assertThatThrownBy(() -> stream(4L, HEX).readAllBytes()).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> stream(2L, null).readAllBytes()).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> stream(3L, HEX.replace('9', '8')).readAllBytes())
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> stream(null, "no md5").readAllBytes()).isInstanceOf(IOException.class);
  }

  private static RawMessage raw(String json) {
    return new RawMessage(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_message_is_handed_on_and_the_rest_of_the_answer_stays() throws IOException {
    for (var text : new String[] {"a", "ab", "abc", "\u00fc?>~", ""}) {
      var encoded = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
      for (var given : new String[] {encoded, encoded.replace("=", "")}) {
        var message =
            raw(
                """
                {"id":"m1","labelIds":["raw","IN\\"BOX"],"payload":{"raw":"no"},
                 "raw" : "%s","snippet":"raw"}
                """
                    .formatted(given));
        assertThat(message.content()).asString(StandardCharsets.UTF_8).isEqualTo(text);
        assertThat(message.rest())
            .isEqualTo(
                VendorHttp.JSON.readTree(
                    """
                    {"id":"m1","labelIds":["raw","IN\\"BOX"],"payload":{"raw":"no"},
                     "raw":"","snippet":"raw"}
                    """));
      }
    }
  }

  /** The answer of 96 MiB does not exist but piece by piece. */
  @Test
  void a_message_larger_than_memory_allows_is_never_held() throws IOException {
    long length = 96L << 20;
    var answer =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(
                    new ByteArrayInputStream("{\"raw\":\"".getBytes(StandardCharsets.US_ASCII)),
                    new Repeated(length),
                    new ByteArrayInputStream(
                        "\",\"id\":\"m1\"}".getBytes(StandardCharsets.US_ASCII)))));
    var message = new RawMessage(answer);
    assertThat(message.content().transferTo(OutputStream.nullOutputStream()))
        .isEqualTo(length / 4 * 3);
    assertThat(message.rest().path("id").asString()).isEqualTo("m1");
  }

  private static final class Repeated extends InputStream {
    private long left;

    Repeated(long left) {
      this.left = left;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'A' : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      assertThat(length).as("asked for at once").isLessThan(1 << 20);
      if (left <= 0) {
        return -1;
      }
      int given = (int) Math.min(left, length);
      Arrays.fill(into, offset, offset + given, (byte) 'A');
      left -= given;
      return given;
    }
  }

  @Test
  void escapes_of_json_are_no_letters_of_the_message() throws IOException {
    var message = raw("{\"id\":\"m1\",\"raw\":\"_-\\u002D_\\u0059Q\\u003d\\u003D\",\"x\":1}");
    var sent = message.content();
    assertThat(message.before())
        .isEqualTo(VendorHttp.JSON.readTree("{\"id\":\"m1\",\"raw\":\"\"}"));
    assertThat(sent.readAllBytes()).isEqualTo(Base64.getUrlDecoder().decode("_--_YQ=="));
    assertThat(message.rest().path("x").asInt()).isEqualTo(1);
  }

  @Test
  void text_that_is_no_base64_is_malformed_and_no_lost_connection() {
    for (var text : new String[] {"YW J", "Y", "YWJj=", "Y\\nWJj", "\\u00e4AAA", "\\u00zzAAA"}) {
      assertThatThrownBy(() -> raw("{\"raw\":\"" + text + "\"}").content().readAllBytes())
          .as(text)
          .isInstanceOfSatisfying(
              VendorFailure.class,
              failure ->
                  assertThat(failure.kind()).isEqualTo(VendorFailure.Kind.MALFORMED_RESPONSE));
    }
    assertThatThrownBy(() -> raw("{\"raw\":\"YWJj\\u00").content().readAllBytes())
        .isInstanceOf(IOException.class);
  }

  @Test
  void an_answer_without_a_message_or_that_ends_within_it_is_none() {
    for (var json :
        new String[] {"{}", "{\"id\":\"raw\"}", "[\"raw\",\"x\"]", "{\"raw\":null}", ""}) {
      assertThatThrownBy(() -> raw(json).content()).isInstanceOf(VendorFailure.class);
    }
    assertThatThrownBy(() -> raw("{\"raw\":\"YWJj").content().readAllBytes())
        .isInstanceOf(IOException.class);
  }
}
