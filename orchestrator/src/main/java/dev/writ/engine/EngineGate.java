package dev.writ.engine;

import java.util.UUID;

/** The way from the record to the engine. */
public interface EngineGate {

  /**
   * Starts the request's workflow, or wakes the running one. Never fails: an engine that cannot be
   * reached is made up for by the sweeper.
   */
  void wake(UUID request);
}
