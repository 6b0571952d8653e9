package dev.writ.vendor.googleworkspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
}
