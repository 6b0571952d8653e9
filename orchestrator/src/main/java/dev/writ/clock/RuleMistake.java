package dev.writ.clock;

/** A rule file is not as rule files are. The message names the file and the field. */
final class RuleMistake extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String discreet;

  RuleMistake(String message) {
    this(message, message);
  }

  /** The second text is for a caller: it names the place, and repeats nothing of the file. */
  RuleMistake(String message, String discreet) {
    super(message);
    this.discreet = discreet;
  }

  String discreet() {
    return discreet;
  }
}
