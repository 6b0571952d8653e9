package dev.writ.request;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Who is asking. Called in the request's own transactions. */
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

  /** Whether it is known who is asking. */
  Standing standing(UUID request);

  /** Requests in VERIFYING_IDENTITY that need not wait there any longer, whatever the reason. */
  List<UUID> overdue();

  /** How far the check is. */
  sealed interface Standing {
    /** The level that the request requires was reached. */
    record Established() implements Standing {}

    /**
     * Nothing is to be done but to wait.
     *
     * @param left until the patience ends; positive
     */
    record Awaited(Duration left) implements Standing {}

    /** The patience has ended. */
    record Expired() implements Standing {}
  }
}
