package dev.writ.request;

import java.util.Optional;
import java.util.UUID;

/**
 * Finds out who is asking; how far it is with that says {@link IdentityStandings}. Called in the
 * request's own transactions.
 */
public interface Identification {
  /**
   * Whether these words can be filed by whoever calls: an officer who vouches says how the person
   * was identified.
   *
   * @param method {@code identity.method}
   * @param note {@code identity.note}
   * @throws dev.writ.web.Problem 422, when a note is missing or belongs to nothing
   */
  void check(String method, Optional<String> note);

  /**
   * A request was filed with words that passed {@link #check}: says what is required, and what the
   * words are worth. The note is sealed under the request's key.
   */
  void filed(DataSubjectRequest request, String method, Optional<String> note);

  /** Whether these words are one of ours for a method, and so name nobody, whoever is called so. */
  boolean isMethod(String words);

  /** A refused request is taken up again: the wait for an identity begins anew. */
  void reopened(UUID request);
}
