package dev.writ.letter;

import java.util.UUID;

/** Where a person sees a request without an account. */
public interface PersonsPage {

  /**
   * A new link for a letter, in the caller's transaction; the one of an earlier letter ends, one
   * that an officer made does not.
   *
   * @return its path below the address of this service; whoever has it sees the request
   */
  String link(UUID request);
}
