package dev.writ.letter;

import dev.writ.letter.LetterRecord.SealedParts;
import dev.writ.request.RefusalGround;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.VendorHttp;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What of a letter is sealed, bound to the letter and to its place in it. */
final class SealedLetters {
  private SealedLetters() {}

  /** Facts as they lie sealed. */
  private record Line(
      List<RefusalGround> grounds,
      @Nullable String explanation,
      @Nullable LocalDate until,
      @Nullable String ask,
      List<String> withheld,
      boolean tellRecipients,
      @Nullable String to) {}

  static byte[] facts(UUID letter, LetterFacts facts, Sealer sealer) {
    var line =
        new Line(
            facts.grounds(),
            facts.explanation().orElse(null),
            facts.until().orElse(null),
            facts.ask().orElse(null),
            facts.withheld(),
            facts.tellRecipients(),
            facts.to().orElse(null));
    return sealer.seal(VendorHttp.JSON.writeValueAsString(line), "letter-facts/" + letter);
  }

  static LetterFacts facts(UUID letter, SealedParts parts, Sealer sealer) {
    if (parts.facts() == null) {
      return LetterFacts.NONE;
    }
    var line =
        VendorHttp.JSON.readValue(sealer.open(parts.facts(), "letter-facts/" + letter), Line.class);
    return new LetterFacts(
        line.grounds(),
        Optional.ofNullable(line.explanation()),
        Optional.ofNullable(line.until()),
        Optional.ofNullable(line.ask()),
        line.withheld(),
        line.tellRecipients(),
        Optional.ofNullable(line.to()));
  }

  static byte[] subject(UUID letter, String text, Sealer sealer) {
    return sealer.seal(text, "letter-subject/" + letter);
  }

  static byte[] body(UUID letter, String text, Sealer sealer) {
    return sealer.seal(text, "letter-body/" + letter);
  }

  static Optional<String> subject(UUID letter, SealedParts parts, Sealer sealer) {
    return Optional.ofNullable(parts.subject())
        .map(cipher -> sealer.open(cipher, "letter-subject/" + letter));
  }

  static Optional<String> body(UUID letter, SealedParts parts, Sealer sealer) {
    return Optional.ofNullable(parts.body())
        .map(cipher -> sealer.open(cipher, "letter-body/" + letter));
  }
}
