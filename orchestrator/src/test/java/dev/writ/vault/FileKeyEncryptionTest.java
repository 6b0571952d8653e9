package dev.writ.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKeyEncryptionTest {
  @TempDir private Path folder;

  @Test
  void whoever_was_overtaken_destroys_no_key() throws Exception {
    var one = new FileKeyEncryption(folder.resolve("wrapping-key.json"));
    var wrapped = one.aead().encrypt("a data key".getBytes(UTF_8), new byte[0]);
    var overtaken = one.rotate();
    var other = new FileKeyEncryption(folder.resolve("wrapping-key.json"));
    var current = other.rotate();

    assertThat(one.retireOthers(overtaken)).isFalse();
    assertThat(one.aead().decrypt(wrapped, new byte[0])).asString(UTF_8).isEqualTo("a data key");
    assertThat(one.retireOthers(current)).isTrue();
    assertThat(other.current()).isEqualTo(current);
  }
}
