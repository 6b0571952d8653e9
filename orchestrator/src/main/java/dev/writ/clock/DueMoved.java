package dev.writ.clock;

import java.time.LocalDate;
import java.util.UUID;

/**
 * The leading day of a request's answer is another one. Published inside the transaction of the
 * move: what a listener writes is committed with it or not at all.
 *
 * @param safeDue the earliest day on which any of its laws may mean the answer to be due
 */
public record DueMoved(UUID request, LocalDate from, LocalDate safeDue) {}
