package dev.writ;

import dev.writ.support.Engines;

/**
 * The journeys on a Temporal server with durable histories; skipped aloud where its binary is not
 * to be had.
 */
class JourneyOnDevServerIT extends Journeys {
  JourneyOnDevServerIT() {
    super("dev-server", Engines.cli());
  }
}
