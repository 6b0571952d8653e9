package dev.writ.letter;

/** What a letter tells the person. */
public enum LetterKind {
  /** The request has arrived, and what follows (11 CCR 7021(a); elsewhere good practice). */
  ACKNOWLEDGEMENT,
  /** How to show who is asking. */
  IDENTITY_ASK,
  /** The answer takes longer. */
  EXTENSION,
  /** Nothing is done, and why. */
  REFUSAL,
  /** Something was done, something was not, and why. */
  PARTIAL_REFUSAL,
  /** All of it was done, or nothing was found. */
  COMPLETION,
  /** What lies in the package of data. */
  ACCESS_COVER,
  /** What only the person can do at a service, in the service's own steps. */
  TASK_STEPS,
  /** The digits by which a released package is fetched. */
  PACKAGE_CODE,
  /** What was erased was there again. */
  RESURFACED,
  /** The decision on an appeal takes longer, until when and why (C.R.S. 6-1-1306(3)(b)). */
  APPEAL_EXTENSION,
  /** An appeal is granted, and why. */
  APPEAL_UPHELD,
  /** An appeal is denied, why, and where the person can turn to. */
  APPEAL_REJECTED,
  /** What came of a complaint. */
  COMPLAINT_ANSWER
}
