package dev.writ.vault;

import com.google.crypto.tink.Aead;

/**
 * The key-encryption key: wraps data keys and is the only secret outside the record. By default a
 * file that only its owner reads ({@link FileKeyEncryption}); a key management service stands
 * behind the same four methods, for instance through Tink's {@code KmsClient.getAead}.
 */
public interface KeyEncryption {

  /** Name of the key that wraps now; kept beside each wrapped key. */
  String current();

  /** Wraps and unwraps; unwraps also what earlier keys wrapped, until they are retired. */
  Aead aead();

  /** Makes a new key the current one; earlier ones still unwrap. Returns its name. */
  String rotate();

  /**
   * Destroys every key but {@code key}.
   *
   * @return false when another key is current: then nothing is destroyed
   */
  boolean retireOthers(String key);
}
