package dev.writ.lifecycle;

/** What can happen to a request. */
public enum RequestEvent {
  ASK_IDENTITY,
  IDENTIFIED,
  IDENTITY_EXPIRED,
  PLAN_READY,
  NOTHING_FOUND,
  APPROVE,
  BEGIN,
  TROUBLE,
  RESUME,
  EXPORTED,
  RESPOND,
  RELEASE,
  MONITOR,
  RESURFACE,
  /** What was held is to be erased. */
  HOLD_ENDED,
  CLOSE,
  DENY,
  /** An appeal or a complaint against the refusal was upheld: it is taken up again. */
  REOPEN,
  WITHDRAW,
  WITHDRAWAL_DONE,
  MARK_DUPLICATE,
  TAKE_UP
}
