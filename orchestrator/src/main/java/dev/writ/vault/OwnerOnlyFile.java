package dev.writ.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Files that only their owner may read. */
public final class OwnerOnlyFile {
  private OwnerOnlyFile() {}

  /** Writes {@code text}; the file never exists with wider rights. */
  public static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }

  /** Reads the file's text; on first use fills it with 256 random bits in URL-safe Base64. */
  public static String randomText(Path file) throws IOException {
    if (!Files.exists(file)) {
      write(file, newToken());
    }
    return Files.readString(file).strip();
  }

  /** 256 random bits in URL-safe Base64. */
  public static String newToken() {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
