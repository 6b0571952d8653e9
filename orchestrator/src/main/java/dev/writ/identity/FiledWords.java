package dev.writ.identity;

import static dev.writ.identity.AssuranceLevel.REASONABLY_HIGH;

import dev.writ.security.Role;
import dev.writ.web.Problem;
import java.util.Locale;
import java.util.Optional;

/**
 * What the words filed as {@code identity.method} are worth. What names a proof is still to be
 * proved. Any other text counts as the word of whoever files: an officer's attestation, an app's
 * assertion; and as nothing where nobody with a token files.
 */
sealed interface FiledWords {

  /** Somebody vouches for the person. */
  record Vouched(IdentityMethod method, Optional<AssuranceLevel> level) implements FiledWords {}

  /**
   * To be found out.
   *
   * @param throughAgent somebody else asks for the person
   * @param byLink the person is sent a link at once
   */
  record ToProve(boolean throughAgent, boolean byLink) implements FiledWords {}

  /**
   * An officer's attestation says how the person was identified, and what is still to be proved has
   * nothing to say.
   *
   * @throws Problem 422
   */
  default void check(Optional<String> note) {
    switch (this) {
      case Vouched vouched -> {
        if (vouched.method() == IdentityMethod.OFFICER_ATTESTED && note.isEmpty()) {
          throw Problem.invalid(
              "identity.note is missing: an officer who vouches for the person says how it was"
                  + " found out who is asking. Where that is still to be done, file UNVERIFIED");
        }
      }
      case ToProve toProve -> {
        if (note.isPresent()) {
          throw Problem.invalid(
              "identity.note goes with somebody's word: this identity.method is still to be"
                  + " proved");
        }
      }
    }
  }

  static FiledWords read(String words, Optional<Role> by) {
    // A slip in a word for a proof must not make an attestation of it.
    return switch (words.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s_-]+", "_")) {
      case "UNVERIFIED", "ONE_TIME_CODE", "MATCHED_DATA_POINTS" -> new ToProve(false, false);
      case "ONE_TIME_LINK" -> new ToProve(false, true);
      case "AUTHORISED_AGENT", "AUTHORIZED_AGENT" -> new ToProve(true, false);
      case "SIGNED_IN_SESSION" ->
          by.isPresent()
              ? new Vouched(IdentityMethod.SIGNED_IN_SESSION, Optional.of(REASONABLY_HIGH))
              : new ToProve(false, false);
      default -> by.map(FiledWords::vouched).orElse(new ToProve(false, false));
    };
  }

  private static FiledWords vouched(Role by) {
    return new Vouched(
        by == Role.OFFICER ? IdentityMethod.OFFICER_ATTESTED : IdentityMethod.CALLER_ASSERTED,
        Optional.empty());
  }
}
