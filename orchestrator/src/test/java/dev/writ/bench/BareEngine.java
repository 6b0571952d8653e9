package dev.writ.bench;

import dev.writ.engine.InProcess;
import dev.writ.support.Engines;
import dev.writ.support.ServiceProcess;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A Temporal with one workflow whose activities do nothing: what the engine itself can do. */
final class BareEngine implements Closeable {
  private static final String QUEUE = "bare";
  private static final int CALLERS = 8;
  private final WorkflowClient client;
  private final WorkerFactory workers;
  private final Closeable server;

  /** So many activities, one after another. */
  @WorkflowInterface
  public interface Bare {
    @WorkflowMethod
    void run(int activities);
  }

  /** Does nothing. */
  @ActivityInterface
  public interface Nothing {
    String nothing(String id);
  }

  /** {@inheritDoc} */
  public static final class BareImpl implements Bare {
    private final Nothing nothing =
        Workflow.newActivityStub(
            Nothing.class,
            ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofMinutes(1)).build());

    @Override
    public void run(int activities) {
      for (int i = 0; i < activities; i++) {
        nothing.nothing("00000000-0000-0000-0000-000000000000");
      }
    }
  }

  private BareEngine(WorkflowClient client, Closeable server) {
    this.client = client;
    this.server = server;
    this.workers = WorkerFactory.newInstance(client);
    var worker = workers.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(BareImpl.class);
    worker.registerActivitiesImplementations((Nothing) id -> id);
    workers.start();
  }

  static BareEngine start(String kind) throws IOException {
    return kind.equals("in-process") ? inProcess() : devServer();
  }

  private static BareEngine inProcess() {
    var engine = InProcess.start();
    return new BareEngine(engine.client(), engine::close);
  }

  private static BareEngine devServer() throws IOException {
    var folder = Files.createTempDirectory(Path.of("target"), "bare");
    int port = ServiceProcess.freePort();
    var process =
        new ProcessBuilder(
                Engines.cli(),
                "server",
                "start-dev",
                "--headless",
                "--ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--db-filename",
                folder.resolve("temporal.db").toString(),
                "--log-level",
                "error")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    var stubs =
        WorkflowServiceStubs.newConnectedServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget("127.0.0.1:" + port).build(),
            Duration.ofSeconds(30));
    return new BareEngine(
        WorkflowClient.newInstance(stubs),
        () -> {
          stubs.shutdownNow();
          process.destroyForcibly().onExit().join();
          Service.delete(folder);
        });
  }

  /** Workflows a second, each with so many activities. */
  double perSecond(int workflows, int activities) throws Exception {
    long start = System.nanoTime();
    try (var callers = Executors.newFixedThreadPool(CALLERS)) {
      var started = new ArrayList<Callable<WorkflowStub>>();
      for (int i = 0; i < workflows; i++) {
        started.add(() -> started(activities));
      }
      for (var workflow : callers.invokeAll(started)) {
        workflow.get().getResult(Void.class);
      }
    }
    return workflows / ((System.nanoTime() - start) / 1e9);
  }

  private WorkflowStub started(int activities) {
    var workflow =
        client.newUntypedWorkflowStub(
            Bare.class.getSimpleName(),
            WorkflowOptions.newBuilder()
                .setWorkflowId("bare-" + UUID.randomUUID())
                .setTaskQueue(QUEUE)
                .build());
    workflow.start(activities);
    return workflow;
  }

  @Override
  public void close() throws IOException {
    workers.shutdownNow();
    workers.awaitTermination(5, TimeUnit.SECONDS);
    server.close();
  }
}
