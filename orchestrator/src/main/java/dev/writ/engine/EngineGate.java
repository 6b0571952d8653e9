package dev.writ.engine;

import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The way from the record to the engine. Never in a caller's way and never failing: what the engine
 * does not hear now, the {@link Sweeper} repeats.
 */
@Component
class EngineGate {
  private static final Logger LOG = LoggerFactory.getLogger(EngineGate.class);
  private static final int THREADS = 4;
  private static final int QUEUE = 10_000;
  private final Engine engine;
  private final ThreadPoolExecutor messengers =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          1,
          TimeUnit.MINUTES,
          new LinkedBlockingQueue<>(QUEUE),
          Thread.ofPlatform().name("engine-gate-", 0).daemon().factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  EngineGate(Engine engine) {
    this.engine = engine;
  }

  /** Starts the workflow unless it is running; the running one is left alone. */
  void startMissing(EngineRoom.Work work) {
    try {
      workflow(work).start(work.argument());
    } catch (WorkflowExecutionAlreadyStarted running) {
      // as it should be
    } catch (RuntimeException unreachable) {
      complain(unreachable);
    }
  }

  /** The same, not in the caller's time. */
  void start(EngineRoom.Work work) {
    messengers.execute(() -> startMissing(work));
  }

  /**
   * Tells the workflow, started if need be, that the record has changed; not in the caller's time.
   */
  void wake(EngineRoom.Work work) {
    messengers.execute(
        () -> {
          try {
            workflow(work).signalWithStart("wake", new Object[0], new Object[] {work.argument()});
          } catch (RuntimeException unreachable) {
            complain(unreachable);
          }
        });
  }

  private WorkflowStub workflow(EngineRoom.Work work) {
    return engine
        .client()
        .newUntypedWorkflowStub(
            work.type().getSimpleName(),
            WorkflowOptions.newBuilder()
                .setWorkflowId(work.id())
                .setTaskQueue(Workers.QUEUE)
                .build());
  }

  private static void complain(RuntimeException unreachable) {
    LOG.warn(
        "the engine did not take a message ({}); the sweeper will repeat it",
        unreachable.getClass().getSimpleName());
  }

  @PreDestroy
  void stop() {
    messengers.shutdownNow();
  }
}
