package dev.writ.clock;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a request, as far as its dates follow from it. Days are those of the
 * controller's zone. Free words never hold personal data.
 */
public sealed interface ClockEvent {

  /** The day it happened. */
  LocalDate on();

  /** The request reached the controller through one of its channels. */
  record Received(LocalDate on, String channel) implements ClockEvent {
    static Received at(Instant instant, ZoneId zone, String channel) {
      return new Received(instant.atZone(zone).toLocalDate(), channel);
    }
  }

  /** Day or channel of receipt were wrong and are from now on these. */
  record ReceiptCorrected(LocalDate on, String channel, String reason) implements ClockEvent {}

  /** The person was told that the request has arrived. Moves no date; ends a term of its own. */
  record Acknowledged(LocalDate on) implements ClockEvent {}

  /** The person's identity was established. Moves no date; a pause for identity may. */
  record Verified(LocalDate on) implements ClockEvent {}

  /** The person was asked for what the ground names. */
  record Paused(LocalDate on, PauseGround ground) implements ClockEvent {}

  /**
   * The answer came.
   *
   * @param ground what the person had been asked for; null as it was noted before grounds could
   *     overlap, and then it closes whatever is open
   */
  record Resumed(LocalDate on, @Nullable PauseGround ground) implements ClockEvent {}

  /**
   * The person was told on that day that the answer takes longer, and why.
   *
   * @param reasons codes of {@code ExtensionReason}, one or more; a law that takes any of them is
   *     extended. The record has them in one column, joined with commas
   * @param takers the laws that take them
   * @param letter the one that told the person; null where that was done another way
   */
  record Extended(
      LocalDate on,
      List<String> reasons,
      @Nullable LocalDate until,
      Takers takers,
      @Nullable UUID letter)
      implements ClockEvent {
    public Extended {
      reasons = List.copyOf(reasons);
    }

    /** One that is about to be entered, of which the person was told without a letter of ours. */
    Extended(LocalDate on, List<String> reasons, @Nullable LocalDate until) {
      this(on, reasons, until, new Takers.ByTheirRules(), null);
    }

    Extended(LocalDate on, String reason, @Nullable LocalDate until) {
      this(on, List.of(reason), until);
    }

    /**
     * Whether this letter told the person. Of what is older than that is noted, the letter of that
     * day did.
     */
    boolean toldBy(UUID notice, Optional<LocalDate> sentOn) {
      return letter == null
          ? takers instanceof Takers.Every && sentOn.filter(on::equals).isPresent()
          : letter.equals(notice);
    }

    Extended takenBy(Takers known) {
      return new Extended(on, reasons, until, known, letter);
    }
  }

  /** What was to tell the person of the extension came back: the person was not told. */
  record NoticeReturned(LocalDate on) implements ClockEvent {}
}
