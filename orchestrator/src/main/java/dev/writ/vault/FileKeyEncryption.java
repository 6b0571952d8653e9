package dev.writ.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;

/**
 * A Tink keyset in an owner-only file. Processes that share the file notice a rotation by its time
 * of change, so a key that one of them made is known to all before it wraps anything they must
 * read.
 */
final class FileKeyEncryption implements KeyEncryption {
  private final Path file;
  private Loaded loaded;

  private record Loaded(KeysetHandle keys, Aead aead, FileTime changed) {}

  FileKeyEncryption(Path file) throws IOException, GeneralSecurityException {
    AeadConfig.register();
    this.file = file;
    if (!Files.exists(file)) {
      OwnerOnlyFile.writeFirst(
          file,
          text(
              KeysetHandle.generateNew(
                  PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get())));
    }
    loaded = load();
  }

  @Override
  public String current() {
    return Integer.toUnsignedString(fresh().keys().getPrimary().getId());
  }

  @Override
  public Aead aead() {
    return fresh().aead();
  }

  @Override
  public synchronized String rotate() {
    return change(
        keys ->
            KeysetHandle.newBuilder(keys)
                .addEntry(
                    KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .build());
  }

  @Override
  public synchronized boolean retireOthers(String key) {
    if (!current().equals(key)) {
      return false;
    }
    change(
        keys -> {
          var primary = keys.getPrimary();
          return KeysetHandle.newBuilder()
              .addEntry(
                  KeysetHandle.importKey(primary.getKey())
                      .withFixedId(primary.getId())
                      .makePrimary())
              .build();
        });
    return true;
  }

  private interface Change {
    KeysetHandle of(KeysetHandle keys) throws GeneralSecurityException;
  }

  private String change(Change change) {
    try {
      write(change.of(fresh().keys()));
      return current();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the wrapping key cannot be changed");
    }
  }

  private synchronized Loaded fresh() {
    try {
      if (!Files.getLastModifiedTime(file).equals(loaded.changed())) {
        loaded = load();
      }
      return loaded;
    } catch (IOException e) {
      throw new UncheckedIOException("the wrapping key's file cannot be read", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the wrapping key's file holds no keyset");
    }
  }

  private Loaded load() throws IOException, GeneralSecurityException {
    var changed = Files.getLastModifiedTime(file);
    var keys =
        TinkJsonProtoKeysetFormat.parseKeyset(
            Files.readString(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    return new Loaded(keys, keys.getPrimitive(RegistryConfiguration.get(), Aead.class), changed);
  }

  private void write(KeysetHandle keys) throws GeneralSecurityException {
    try {
      OwnerOnlyFile.write(file, text(keys));
    } catch (IOException e) {
      throw new UncheckedIOException("the wrapping key's file cannot be written", e);
    }
  }

  private static String text(KeysetHandle keys) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(
        keys, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
  }
}
