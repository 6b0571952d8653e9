package dev.writ.letter;

import java.util.Set;

/**
 * A written letter.
 *
 * @param said the blocks that came out and show what they are about
 */
record Composed(String subject, String body, Set<Block> said) {
  @Override
  public String toString() {
    return "Composed[***]";
  }
}
