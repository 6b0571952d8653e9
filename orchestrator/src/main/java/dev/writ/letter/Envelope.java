package dev.writ.letter;

import dev.writ.page.Language;
import dev.writ.vault.Vault.Sealer;
import java.time.Instant;
import java.util.UUID;

/**
 * A letter on its way out.
 *
 * @param attempt counts over all its ways out
 * @param sealer of the request, for what lies about sealed
 */
record Envelope(
    UUID letter,
    int attempt,
    String from,
    String to,
    String subject,
    String body,
    Language language,
    Instant at,
    Sealer sealer) {
  @Override
  public String toString() {
    return "Envelope[" + letter + "]";
  }
}
