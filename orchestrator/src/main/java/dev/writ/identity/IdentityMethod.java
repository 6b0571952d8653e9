package dev.writ.identity;

/** How it was found out who is asking. */
public enum IdentityMethod {
  /** An officer vouches for it, to the degree that is required. */
  OFFICER_ATTESTED,
  /** The person was signed in to an account, and did so again for the request (11 CCR 7061). */
  SIGNED_IN_SESSION,
  /** An app of the company's vouches for it, to the degree that is required. */
  CALLER_ASSERTED,
  /** A code sent to a contact that was already held was entered. */
  ONE_TIME_CODE,
  /** A link sent to a contact that was already held was used. */
  ONE_TIME_LINK,
  /** What the person said matches what is held (11 CCR 7062). */
  MATCHED_DATA_POINTS,
  /** An agent showed the person's permission or a power of attorney (11 CCR 7063). */
  AUTHORISED_AGENT
}
