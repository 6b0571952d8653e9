package dev.writ.clock;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** Requests that an appeal or a complaint had taken up again after their clocks had ended. */
public interface Reopenings {

  /** The last time that happened to this request. */
  Optional<Reopened> find(UUID request);

  /**
   * One such time.
   *
   * @param dueBy by when it is to be answered; empty where no law gives a day
   * @param answeredAt when it was answered again, or ended otherwise
   * @param explanation why that day, in a sentence
   */
  record Reopened(
      UUID appeal,
      Instant at,
      Optional<LocalDate> dueBy,
      Optional<Instant> answeredAt,
      String explanation) {}
}
