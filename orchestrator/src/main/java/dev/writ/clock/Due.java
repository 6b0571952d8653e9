package dev.writ.clock;

import java.time.LocalDate;

/**
 * A date with everything it follows from. It ends with that local day in the controller's zone.
 *
 * @param what RESPONSE, ACKNOWLEDGEMENT, EXTENSION_NOTICE, REFUSAL, RECORDS or a further term's
 *     name
 * @param statutoryDue the last lawful day on the normal reading
 * @param safeDue the earliest last day under any plausible reading
 * @param unsuspendedDue the statutory day had the clock never rested
 * @param calendarVersion what was known of holidays
 * @param explanation one or two sentences for a reader who has only this
 */
public record Due(
    String what,
    LocalDate statutoryDue,
    LocalDate safeDue,
    LocalDate unsuspendedDue,
    String rule,
    int version,
    String calendar,
    String calendarVersion,
    ClockInputs inputs,
    String explanation) {}
