package dev.writ.vendor.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * What becomes of a call.
 *
 * @param response what to send; without meaning when the fate resets the connection
 * @param delay how long the answer is held back
 */
record Served(SimulatedResponse response, Fate fate, Duration delay) {
  private static final System.Logger LOG = System.getLogger(Served.class.getName());

  /** How far the call came. */
  enum Fate {
    /** Acted and answered. */
    ANSWERED(true, true, false),
    /** A fault answered in the simulator's place. */
    REFUSED(false, true, false),
    /** Reset before the simulator. */
    CUT(false, false, true),
    /** Acted, then reset. */
    LOST(true, false, true),
    /** Acted, then answered with what nobody can read. */
    GARBLED(true, false, false);

    final boolean acted;
    final boolean answered;
    final boolean reset;

    Fate(boolean acted, boolean answered, boolean reset) {
      this.acted = acted;
      this.answered = answered;
      this.reset = reset;
    }
  }

  static Served cut() {
    return new Served(SimulatedResponse.empty(0), Fate.CUT, Duration.ZERO);
  }

  static Served refused(SimulatedResponse response) {
    return new Served(response, Fate.REFUSED, Duration.ZERO);
  }

  static Served answered(SimulatedResponse response) {
    return new Served(response, Fate.ANSWERED, Duration.ZERO);
  }

  static Served lost() {
    return new Served(SimulatedResponse.empty(0), Fate.LOST, Duration.ZERO);
  }

  /** A 200, so that whoever trusts the status alone is caught. */
  static Served garbled() {
    return new Served(
        new SimulatedResponse(
            200,
            Map.of("Content-Type", "text/html"),
            "<html>not json".getBytes(StandardCharsets.UTF_8)),
        Fate.GARBLED,
        Duration.ZERO);
  }

  /** The simulator's own mistake; a message might speak of the request, so that none is kept. */
  static Served failed(RuntimeException bug) {
    LOG.log(
        System.Logger.Level.ERROR,
        "the sandbox failed: {0} at {1}",
        bug.getClass().getName(),
        bug.getStackTrace().length == 0 ? "?" : bug.getStackTrace()[0]);
    return answered(SimulatedResponse.json(500, Map.of("sandbox", bug.getClass().getName())));
  }

  Served after(Duration delay) {
    return new Served(response, fate, delay);
  }
}
