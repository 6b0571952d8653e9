package dev.writ.setup;

/** The start cannot succeed; the message names the environment variable to change. */
final class StartRefused extends RuntimeException {
  StartRefused(String message) {
    super(message, null, false, false);
  }
}
