package dev.writ.vault;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** Files that only their owner may read. */
public final class OwnerOnlyFile {
  private static final SecureRandom RANDOM = new SecureRandom();

  private OwnerOnlyFile() {}

  /**
   * Writes {@code text}; readers see the old file or the new one, and never one with wider rights.
   */
  public static void write(Path file, String text) throws IOException {
    Files.move(
        draft(file, text),
        file,
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Writes {@code text} unless the file is there: of several processes that start at once on one
   * folder, all go on with what the first has written.
   */
  static void writeFirst(Path file, String text) throws IOException {
    var draft = draft(file, text);
    try {
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException another) {
      // was first
    } catch (UnsupportedOperationException noLinksHere) {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Files.delete(draft);
  }

  private static Path draft(Path file, String text) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("a file needs a folder");
    }
    if (!Files.exists(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    var draft = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID());
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, text);
    return draft;
  }

  /** Reads the file's text; on first use fills it with 256 random bits in URL-safe Base64. */
  public static String randomText(Path file) throws IOException {
    if (!Files.exists(file)) {
      writeFirst(file, newToken());
    }
    return Files.readString(file).strip();
  }

  /** 256 random bits in URL-safe Base64. */
  public static String newToken() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
