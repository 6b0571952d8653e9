package dev.writ.engine;

import io.temporal.client.WorkflowClient;

/** A client of the engine and what must be stopped with it. */
record Engine(WorkflowClient client, Runnable stop) implements AutoCloseable {
  @Override
  public void close() {
    stop.run();
  }
}
