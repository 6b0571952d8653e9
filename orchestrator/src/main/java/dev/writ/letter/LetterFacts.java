package dev.writ.letter;

import dev.writ.request.RefusalGround;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a letter has to say beyond what the record knows of its request. Sealed with the request.
 *
 * @param grounds why something was not done
 * @param explanation the same in the officer's own words, and in the person's language
 * @param until the new last day of an extended answer
 * @param ask what the person is asked for, e.g. a one-time code or link; of an acknowledgement the
 *     address of the page on which the request is seen
 * @param withheld types of data that exist and are never disclosed (11 CCR 7024(d))
 * @param tellRecipients whether the person asks who received the data
 * @param to the address it goes to where that is not the request's own: a contact held before
 */
public record LetterFacts(
    List<RefusalGround> grounds,
    Optional<String> explanation,
    Optional<LocalDate> until,
    Optional<String> ask,
    List<String> withheld,
    boolean tellRecipients,
    Optional<String> to) {
  public static final LetterFacts NONE =
      new LetterFacts(
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          false,
          Optional.empty());

  public LetterFacts {
    grounds = List.copyOf(grounds);
    withheld = List.copyOf(withheld);
  }

  /** Nothing but why something was not done. */
  public static LetterFacts because(RefusalGround... grounds) {
    return new LetterFacts(
        List.of(grounds),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        false,
        Optional.empty());
  }

  /** Why, in the words of who decided. */
  public static LetterFacts explained(String explanation) {
    return new LetterFacts(
        List.of(),
        Optional.of(explanation),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        false,
        Optional.empty());
  }

  /** An answer that takes until then, and why. */
  public static LetterFacts extended(LocalDate until, String explanation) {
    return new LetterFacts(
        List.of(),
        Optional.of(explanation),
        Optional.of(until),
        Optional.empty(),
        List.of(),
        false,
        Optional.empty());
  }

  /**
   * What the person is asked for: a code, a link, or what else shows who they are.
   *
   * @param to a contact that was held before
   */
  public static LetterFacts asking(String ask, String to) {
    return new LetterFacts(
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(ask),
        List.of(),
        false,
        Optional.of(to));
  }

  /** The same with something the person is given. */
  LetterFacts giving(String given) {
    return new LetterFacts(
        grounds, explanation, until, Optional.of(given), withheld, tellRecipients, to);
  }

  /** The same with a new last day. */
  LetterFacts until(LocalDate day) {
    return new LetterFacts(
        grounds, explanation, Optional.of(day), ask, withheld, tellRecipients, to);
  }

  @Override
  public String toString() {
    return "LetterFacts[***]";
  }
}
