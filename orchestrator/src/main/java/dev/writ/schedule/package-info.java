/**
 * Work that comes round: sweeps, drills, reminders. A room offers {@link
 * dev.writ.schedule.RecurringWork}; the record keeps how often it runs, whether it is paused and
 * how its turns ended; a {@link dev.writ.schedule.ScheduleEngine} keeps the time.
 */
@NullMarked
package dev.writ.schedule;

import org.jspecify.annotations.NullMarked;
