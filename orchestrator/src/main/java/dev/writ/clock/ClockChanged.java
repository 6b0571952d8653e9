package dev.writ.clock;

import java.util.UUID;

/** A request's dates may have moved; published in the transaction, for the engine's timers. */
public record ClockChanged(UUID request) {}
