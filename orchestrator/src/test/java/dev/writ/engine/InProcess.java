package dev.writ.engine;

import io.temporal.client.WorkflowClient;

/** The in-process engine as the service starts it, for what measures it alone. */
public record InProcess(WorkflowClient client, Runnable stop) {

  public static InProcess start() {
    var engine = EngineConfiguration.inProcess();
    return new InProcess(engine.client(), engine::close);
  }

  public void close() {
    stop.run();
  }
}
