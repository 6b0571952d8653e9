package dev.writ.vendor.microsoftcopilot;

import java.util.regex.Pattern;

/**
 * How far the purge of one mailbox has come; its text is the handle. Holds Microsoft's ids of the
 * case and what belongs to it, and nothing of the person.
 *
 * @param search the search's id, or empty before there is one
 * @param operation path of the operation that is waited for, or empty when Graph named none
 * @param runs purges that were started
 * @param stalls looks in a row that showed no progress
 * @param waits looks in a row at something unfinished
 * @param left items counted before the last purge
 * @param end what is told when the case is gone
 */
record PurgeHandle(
    Step step,
    String caseId,
    String search,
    String operation,
    int runs,
    int stalls,
    int waits,
    long left,
    End end) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  /** What comes next. */
  enum Step {
    /** A search with the mailbox and a first estimate. */
    PREPARE,
    /** The estimate's outcome. */
    COUNT,
    /** The purge's outcome. */
    PURGE,
    /** The closed case's deletion. */
    DELETE
  }

  /** How it ends. */
  enum End {
    OPEN,
    CLAIMED,
    PARTIAL,
    HAND,
    /** A human, and a hold is to be looked for. */
    HOLD
  }

  static PurgeHandle of(String caseId) {
    return new PurgeHandle(Step.PREPARE, caseId, "", "", 0, 0, 0, 0, End.OPEN);
  }

  PurgeHandle counting(String ofSearch, String estimate, int stalled) {
    return new PurgeHandle(
        Step.COUNT, caseId, ofSearch, estimate, runs, stalled, 0, left, End.OPEN);
  }

  PurgeHandle purging(String purge, int run, long counted) {
    return new PurgeHandle(Step.PURGE, caseId, search, purge, run, 0, 0, counted, End.OPEN);
  }

  PurgeHandle deleting(End how) {
    return new PurgeHandle(Step.DELETE, caseId, search, "", runs, stalls, 0, left, how);
  }

  PurgeHandle waiting() {
    return new PurgeHandle(step, caseId, search, operation, runs, stalls, waits + 1, left, end);
  }

  String text() {
    return String.join(
        "|",
        step.name(),
        caseId,
        search,
        operation,
        Integer.toString(runs),
        Integer.toString(stalls),
        Integer.toString(waits),
        Long.toString(left),
        end.name());
  }

  /** A text that is no handle of ours is a REJECTED failure. */
  static PurgeHandle parse(String text) {
    var parts = text.split("\\|", -1);
    if (parts.length != 9
        || !ID.matcher(parts[1]).matches()
        || !(parts[2].isEmpty() || ID.matcher(parts[2]).matches())
        || !(parts[3].isEmpty() || GraphLinks.isPath(parts[3]))) {
      throw GraphAnswers.rejected();
    }
    return new PurgeHandle(
        word(Step.class, parts[0]),
        parts[1],
        parts[2],
        parts[3],
        number(parts[4]),
        number(parts[5]),
        number(parts[6]),
        number(parts[7]),
        word(End.class, parts[8]));
  }

  private static int number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw GraphAnswers.rejected();
    }
    return Integer.parseInt(text);
  }

  private static <E extends Enum<E>> E word(Class<E> of, String text) {
    try {
      return Enum.valueOf(of, text);
    } catch (IllegalArgumentException unknown) {
      throw GraphAnswers.rejected();
    }
  }

  @Override
  public String toString() {
    return "PurgeHandle[" + step + "]";
  }
}
