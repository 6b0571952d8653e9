package dev.writ.clock;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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

  /** The answer came. */
  record Resumed(LocalDate on) implements ClockEvent {}

  /**
   * The person was told on that day that the answer takes longer, and why.
   *
   * @param reason a code of {@code ExtensionReason}
   * @param judged whether each law judges the reason; false of what was entered before the rules
   *     knew reasons, and an officer judged alone: the person was told a day by it
   */
  record Extended(LocalDate on, String reason, @Nullable LocalDate until, boolean judged)
      implements ClockEvent {
    Extended(LocalDate on, String reason, @Nullable LocalDate until) {
      this(on, reason, until, true);
    }
  }

  /** What was to tell the person of the extension came back: the person was not told. */
  record NoticeReturned(LocalDate on) implements ClockEvent {}
}
