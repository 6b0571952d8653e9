package dev.writ.feed;

/** Another process reads the feed by now: this one stops and changes nothing more. */
final class LeaseGone extends RuntimeException {
  LeaseGone() {
    super("another process reads the feed", null, false, false);
  }
}
