package dev.writ.clock;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A request's dates may have moved; published in the transaction, for the engine's timers.
 *
 * @param nextAlarm when its next alarm is due, if any is
 */
public record ClockChanged(UUID request, Optional<Instant> nextAlarm) {}
