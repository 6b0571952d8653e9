package dev.writ.letter;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the decisions on appeals take longer: hears what became of the notices that tell the person
 * so. Each is called in the transaction of what happened to the letter, whose request is held.
 */
public interface LongerAppeals {

  /** Whether the person still has to be told. */
  boolean awaited(UUID request, UUID appeal);

  /** Whether it was decided: how long that may take is nothing to anybody any more. */
  boolean decided(UUID request, UUID appeal);

  /** This letter, the notice, has gone out on that day. */
  void sent(UUID request, UUID appeal, UUID letter, LocalDate day);

  /**
   * This letter, the notice, came back: the person was not told.
   *
   * @return the last day on which the person can be told; empty where another notice, or somebody
   *     else, told the person
   */
  Optional<LocalDate> returned(UUID request, UUID appeal, UUID letter, String actor);

  /** The notice will not go out. */
  void cancelled(UUID request, UUID appeal, String actor);
}
