package dev.writ.security;

import dev.writ.web.Problem;
import java.util.Optional;

/**
 * What two people must agree to. Two tokens of one person are one person, and who asked for it is
 * none of the two: an approval is a second look at what somebody else wants.
 *
 * @param author who filed or opened it, when that is known
 * @param first who has approved it already
 */
public record FourEyes(Optional<String> author, Optional<String> first) {

  /**
   * Lets an approval by this caller count.
   *
   * @throws Problem second-person-needed, when the caller is the author or has approved already
   */
  public void require(Caller caller) {
    if (author.filter(caller.person()::equals).isPresent()
        || first.filter(caller.person()::equals).isPresent()) {
      throw Problem.secondPerson();
    }
  }
}
