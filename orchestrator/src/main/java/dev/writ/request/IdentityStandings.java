package dev.writ.request;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** How far it is known who is asking. Changes nothing. */
public interface IdentityStandings {
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
