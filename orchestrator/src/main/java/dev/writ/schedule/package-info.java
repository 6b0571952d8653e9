/**
 * Work that comes round: sweeps, drills, reminders. A room offers {@link RecurringWork}; the record
 * keeps how often it runs and whether it is paused; the engine runs it.
 */
@NullMarked
package dev.writ.schedule;

import org.jspecify.annotations.NullMarked;
