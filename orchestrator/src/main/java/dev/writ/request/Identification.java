package dev.writ.request;

import java.util.UUID;

/**
 * Finds out who is asking; how far it is with that says {@link IdentityStandings}. Called in the
 * request's own transactions.
 */
public interface Identification {
  /**
   * A request was filed: says what is required, and what the words with it are worth.
   *
   * @param method what was filed as {@code identity.method}
   */
  void filed(DataSubjectRequest request, String method);

  /** Whether these words are one of ours for a method, and so name nobody, whoever is called so. */
  boolean isMethod(String words);

  /** A refused request is taken up again: the wait for an identity begins anew. */
  void reopened(UUID request);
}
