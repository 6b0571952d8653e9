package dev.writ.clock;

/** A rule file is not as rule files are. The message names the file and the field. */
final class RuleMistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RuleMistake(String message) {
    super(message);
  }
}
