package dev.writ.drill;

import dev.writ.finding.Severity;

/** Why a drill did not pass. */
enum DrillFailure {
  /** The vendor took none, or not all, of the invented data. */
  NOT_PLANTED(false, "DRILL_NOT_CARRIED_OUT", Severity.LOW),
  /** The account does not let any of it be stored, as under zero data retention. */
  UNPLANTABLE(false, "DRILL_NOT_CARRIED_OUT", Severity.LOW),
  /** The vendor did not answer for too long, or let nothing be seen. */
  UNREACHABLE(false, "DRILL_NOT_CARRIED_OUT", Severity.LOW),
  /** No API shows whether any of it is there. */
  UNOBSERVABLE(false, "DRILL_NOT_CARRIED_OUT", Severity.LOW),
  /** A request would not find such a person. */
  NOT_FINDABLE(true, "DRILL_NOT_FINDABLE", Severity.MEDIUM),
  /** The vendor refuses to erase something, or nobody can by its API. */
  NOT_ERASABLE(true, "DRILL_NOT_ERASABLE", Severity.MEDIUM),
  /** Still there after what was promised. */
  LATE(true, "DRILL_LATE", Severity.HIGH),
  /** Gone, and there again. */
  RESURRECTED(true, "DRILL_RESURRECTED", Severity.HIGH);

  private final boolean judges;
  private final String code;
  private final Severity severity;

  DrillFailure(boolean judges, String code, Severity severity) {
    this.judges = judges;
    this.code = code;
    this.severity = severity;
  }

  /** Whether it says something of the vendor's deletion; otherwise the drill was no drill. */
  boolean judges() {
    return judges;
  }

  /** The code of its finding. */
  String code() {
    return code;
  }

  Severity severity() {
    return severity;
  }
}
