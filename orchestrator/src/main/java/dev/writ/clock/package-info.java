/**
 * The law's dates. A {@link dev.writ.clock.Rule} is a named, versioned rule set read from a file in
 * {@code rules/}; {@link dev.writ.clock.StatutoryClock} computes from it and from what happened
 * (received, paused, resumed, extended) when an answer is due, and says why. No date is ever kept
 * without the rule, its version and the events it follows from.
 *
 * <p>What happened stands in the record ({@code clock_event}); {@link dev.writ.clock.RequestClocks}
 * is the door for other rooms, {@link dev.writ.clock.ClockAlarms} that for the engine. Whatever
 * changes a clock settles it in the same transaction: dates that are new are kept, {@link
 * dev.writ.clock.DueMoved} is told, and alarms whose time has come are raised, each once.
 *
 * <p>{@code statutoryDue} is the last lawful day on the normal reading, {@code safeDue} the
 * earliest under any plausible one; alarms run off the latter. What a rule rests on unconfirmed or
 * by our own choice stands in its notes.
 */
@NullMarked
package dev.writ.clock;

import org.jspecify.annotations.NullMarked;
