package dev.writ.identity;

import dev.writ.identity.ChallengeRecord.Secrets;
import dev.writ.identity.ChallengeRecord.Tried;
import dev.writ.vault.OwnerOnlyFile;
import dev.writ.vault.Vault;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.VendorHttp;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What codes and links consist of: drawn, hashed with the vault's key, sealed, compared. */
@Component
class ChallengeSecrets {
  private static final int CODES = 1_000_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Compared with where nothing is known, so that the same is done either way. */
  private static final byte[] NO_HASH = new byte[32];

  private static final UUID NO_ID = new UUID(0, 0);

  private final Vault vault;

  ChallengeSecrets(Vault vault) {
    this.vault = vault;
  }

  /**
   * What was drawn.
   *
   * @param word in the address of the page
   * @param kept what the record keeps of it
   */
  record Made(String word, Secrets kept) {
    @Override
    public String toString() {
      return "Made[***]";
    }
  }

  /** What is sealed for the letter. */
  record Sealed(String contact, String word, @Nullable String code) {
    @Override
    public String toString() {
      return "Sealed[***]";
    }
  }

  Made make(UUID challenge, boolean coded, String contact, Sealer sealer) {
    var word = OwnerOnlyFile.newToken();
    var code = coded ? String.format(Locale.ROOT, "%06d", RANDOM.nextInt(CODES)) : null;
    var letter = VendorHttp.JSON.writeValueAsString(new Sealed(contact, word, code));
    return new Made(
        word,
        new Secrets(
            entry(word),
            code == null ? null : code(challenge, code),
            sealer.seal(letter, context(challenge))));
  }

  Sealed open(UUID challenge, byte[] sealed, Sealer sealer) {
    return VendorHttp.JSON.readValue(sealer.open(sealed, context(challenge)), Sealed.class);
  }

  byte[] entry(String word) {
    return vault.hash("identity-entry", word);
  }

  /** Hashes and compares whatever there is to compare with, so that no time tells. */
  boolean same(Optional<Tried> tried, String code) {
    var digits = code.replaceAll("\\s", ""); // People copy codes with blanks in them.
    var given = code(tried.map(t -> t.challenge().id()).orElse(NO_ID), digits);
    var wanted = tried.flatMap(Tried::code).orElse(NO_HASH);
    return MessageDigest.isEqual(given, wanted);
  }

  private byte[] code(UUID challenge, String code) {
    return vault.hash("identity-code", challenge.toString(), code);
  }

  private static String context(UUID challenge) {
    return "identity-challenge/" + challenge;
  }
}
