package dev.writ.workflow;

import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An engine in skipped time that ends with the test. */
final class SkippedEngine implements AfterEachCallback {
  private static final String QUEUE = "requests";
  private final TestWorkflowEnvironment temporal =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder().setIdentity("writ").build())
              .build());

  @Override
  public void afterEach(ExtensionContext context) {
    temporal.close();
  }

  /** The worker that runs this workflow, and activities of the record. */
  Worker running(Class<?> workflow) {
    var worker = temporal.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(workflow);
    return worker;
  }

  Worker worker(String queue) {
    return temporal.newWorker(queue);
  }

  /** Begins to work, with this workflow. */
  WorkflowStub start(String type, String workflowId, String of) {
    temporal.start();
    var options =
        WorkflowOptions.newBuilder().setWorkflowId(workflowId).setTaskQueue(QUEUE).build();
    var workflow = temporal.getWorkflowClient().newUntypedWorkflowStub(type, options);
    workflow.start(of);
    return workflow;
  }

  TestWorkflowEnvironment temporal() {
    return temporal;
  }

  Instant now() {
    return Instant.ofEpochMilli(temporal.currentTimeMillis());
  }

  WorkflowExecutionHistory history(String workflowId) {
    return temporal.getWorkflowClient().fetchHistory(workflowId);
  }

  Duration timeTaken(String workflowId) {
    return Histories.timeTaken(temporal, workflowId);
  }

  /**
   * Stores the history for {@link ReplayTest}, when the tests run with {@code -Dwrit.write=true}.
   */
  void store(String workflowId, String file) throws IOException {
    if (Boolean.getBoolean("writ.write")) {
      Files.createDirectories(ReplayTest.HISTORIES);
      Files.writeString(ReplayTest.HISTORIES.resolve(file), history(workflowId).toJson(true));
    }
  }
}
