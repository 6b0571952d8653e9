package dev.writ.engine;

import dev.writ.request.RequestChanged;
import dev.writ.workflow.RequestWorkflow;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import jakarta.annotation.PreDestroy;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

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

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
  void changed(RequestChanged event) {
    messengers.execute(() -> wake(event.request()));
  }

  /** Starts the request's workflow unless it is running; the running one is left alone. */
  void startMissing(UUID request) {
    try {
      workflow(request).start(request.toString());
    } catch (WorkflowExecutionAlreadyStarted running) {
      // as it should be
    } catch (RuntimeException unreachable) {
      complain(unreachable);
    }
  }

  private void wake(UUID request) {
    try {
      workflow(request).signalWithStart("wake", new Object[0], new Object[] {request.toString()});
    } catch (RuntimeException unreachable) {
      complain(unreachable);
    }
  }

  private WorkflowStub workflow(UUID request) {
    return engine
        .client()
        .newUntypedWorkflowStub(
            RequestWorkflow.class.getSimpleName(),
            WorkflowOptions.newBuilder()
                .setWorkflowId("request-" + request)
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
