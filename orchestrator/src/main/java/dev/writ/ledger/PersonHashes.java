package dev.writ.ledger;

import dev.writ.vault.Vault;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.PhoneNumber;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
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

  /** The hash of one identifier for one purpose, as it is entered. */
  public byte[] of(String purpose, Identifier person) {
    return vault.hash(purpose, person.type().name(), normalised(person));
  }

  /** How versions before telephone numbers were reduced entered it; empty: as it is entered now. */
  public Optional<byte[]> before(String purpose, Identifier person) {
    return person.type() == Identifier.Type.PHONE && !normalised(person).equals(given(person))
        ? Optional.of(vault.hash(purpose, person.type().name(), given(person)))
        : Optional.empty();
  }

  /** Every hash under which it may have been entered, the present one first. */
  public List<byte[]> every(String purpose, Identifier person) {
    return Stream.concat(Stream.of(of(purpose, person)), before(purpose, person).stream()).toList();
  }

  private static String normalised(Identifier person) {
    return switch (person.type()) {
      case EMAIL -> given(person).toLowerCase(Locale.ROOT);
      case PHONE -> PhoneNumber.reduced(person.value());
      case CUSTOMER_ID, VENDOR_USER_ID, EXTERNAL_ID -> given(person);
    };
  }

  private static String given(Identifier person) {
    return Normalizer.normalize(person.value().strip(), Normalizer.Form.NFKC);
  }
}
