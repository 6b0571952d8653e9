package dev.writ.clock;

import java.time.Instant;
import java.util.Optional;

/**
 * An event as the record holds it.
 *
 * @param n its place in the order in which things became known, from 0
 * @param replaces of a correction: the place of the receipt it replaces
 */
record ClockEntry(
    int n, ClockEvent event, Instant recordedAt, Optional<Integer> replaces, String actor) {}
