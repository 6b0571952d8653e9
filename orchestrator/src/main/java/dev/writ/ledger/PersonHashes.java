package dev.writ.ledger;

import dev.writ.vault.Vault;
import dev.writ.vendor.spi.Identifier;
import java.text.Normalizer;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Keyed hashes of identifiers. Spellings that mean the same have one hash; hashes made for
 * different purposes cannot be compared.
 */
@Component
public class PersonHashes {
  private final Vault vault;

  PersonHashes(Vault vault) {
    this.vault = vault;
  }

  /** The hash of one identifier for one purpose. */
  public byte[] of(String purpose, Identifier person) {
    return vault.hash(purpose, person.type().name(), normalised(person));
  }

  private static String normalised(Identifier person) {
    var value = Normalizer.normalize(person.value().strip(), Normalizer.Form.NFKC);
    return person.type() == Identifier.Type.EMAIL ? value.toLowerCase(Locale.ROOT) : value;
  }
}
