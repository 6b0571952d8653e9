package dev.writ.vendor.chatgptenterprise;

import static dev.writ.vendor.spi.Answers.malformed;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.chatgptenterprise.ChatGptLogPage.LogFile;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;

/**
 * Holds one log file on disk until its checksum is known. The file is the owner's alone, loses its
 * name at once where the system can do that and goes when the spool is closed, and is encrypted
 * with a key that is nowhere else, so that nothing readable is left of a process that dies.
 */
final class ChatGptSpool implements AutoCloseable {
  private static final String CIPHER = "AES/CTR/NoPadding";
  private static final int BUFFER = 64 * 1024;
  private static final long MOST_BYTES = 4L * 1024 * 1024 * 1024;

  private final SecretKey key;
  private final FileChannel file;

  ChatGptSpool() {
    try {
      var generator = KeyGenerator.getInstance("AES");
      generator.init(256);
      key = generator.generateKey();
      file =
          FileChannel.open(
              ownersAlone(),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException noRoom) {
      throw new VendorFailure(Kind.UNAVAILABLE, 0);
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  private static Path ownersAlone() throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    var rights =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    return Files.createTempFile("writ-", ".spool", rights);
  }

  /** Takes the whole content, which is malformed when size or SHA-256 are not the listed ones. */
  void fill(InputStream content, LogFile expected) throws IOException {
    var cipher = cipher(Cipher.ENCRYPT_MODE);
    var digest = ChatGptLogPage.digest();
    var buffer = new byte[BUFFER];
    long size = 0;
    long most = expected.size() < 0 ? MOST_BYTES : expected.size();
    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
      size += read;
      require(size <= most);
      digest.update(buffer, 0, read);
      write(cipher.update(buffer, 0, read));
    }
    Arrays.fill(buffer, (byte) 0);
    require(expected.size() < 0 || size == expected.size());
    require(HexFormat.of().formatHex(digest.digest()).equals(expected.sha256()));
  }

  private void write(byte[] sealedBytes) throws IOException {
    var bytes = ByteBuffer.wrap(sealedBytes);
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  /** The JSON values of what was filled in, one after the other. */
  MappingIterator<JsonNode> values() {
    try {
      file.position(0);
      var content =
          new CipherInputStream(Channels.newInputStream(file), cipher(Cipher.DECRYPT_MODE));
      return VendorHttp.JSON.readerFor(JsonNode.class).readValues(content);
    } catch (IOException lost) {
      throw new VendorFailure(Kind.UNAVAILABLE, 0);
    } catch (JacksonException unreadable) {
      throw malformed();
    }
  }

  /** The key serves one file only, so that the counter may always begin at nought. */
  private Cipher cipher(int mode) {
    try {
      var cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new IvParameterSpec(new byte[16]));
      return cipher;
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException left) {
      throw new VendorFailure(Kind.UNAVAILABLE, 0);
    }
  }
}
