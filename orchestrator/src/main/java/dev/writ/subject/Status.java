package dev.writ.subject;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the person is shown of a request; also its JSON. No id, no vendor, no object.
 *
 * @param kind ERASURE, ACCESS or PORTABILITY
 * @param due by when the answer must be given, while one is owed
 * @param asked what only the person can do now
 * @param withdrawable whether it can still be taken back
 * @param appealable whether its law knows an appeal
 * @param fetchable whether a package of data lies there for the person
 */
record Status(
    Standing standing,
    String kind,
    LocalDate receivedOn,
    @Nullable LocalDate due,
    List<Asked> asked,
    List<Sent> letters,
    boolean withdrawable,
    boolean appealable,
    boolean fetchable) {

  Status {
    asked = List.copyOf(asked);
    letters = List.copyOf(letters);
  }

  /** What is asked of the person. */
  enum Asked {
    /** To use the code or link that was sent. */
    IDENTITY,
    /** A document that shows who they are. */
    IDENTITY_EVIDENCE,
    /** A document that shows that they may ask for somebody. */
    AGENT_PERMISSION,
    /** Steps at a vendor that the person's own account allows. */
    TASK
  }

  /** A letter that went out. */
  record Sent(String kind, LocalDate on) {}
}
