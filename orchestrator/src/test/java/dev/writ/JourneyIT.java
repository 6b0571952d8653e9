package dev.writ;

/** The journeys on the engine of a first run. */
class JourneyIT extends Journeys {
  JourneyIT() {
    super("in-process", "");
  }
}
