package dev.writ.engine;

import dev.writ.engine.EngineConfiguration.Engine;
import dev.writ.request.RequestProgress;
import dev.writ.workflow.RequestWorkflow;
import io.temporal.client.WorkflowOptions;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Starts whatever the record calls unfinished and the engine may have forgotten: at boot and every
 * minute.
 */
@Component
class Sweeper {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private final RequestProgress progress;
  private final EngineGate gate;
  private final Workers workers;

  Sweeper(RequestProgress progress, EngineGate gate, Workers workers) {
    this.progress = progress;
    this.gate = gate;
    this.workers = workers;
  }

  @EventListener(ApplicationReadyEvent.class)
  @Scheduled(initialDelay = 60_000, fixedDelay = 60_000)
  void sweep() {
    workers.serveAll();
    var unfinished = progress.unfinished();
    unfinished.forEach(gate::wake);
    if (!unfinished.isEmpty()) {
      LOG.info("swept {} unfinished requests", unfinished.size());
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Gate {
    @Bean
    EngineGate engineGate(Engine engine) {
      return request -> signal(engine, request);
    }

    private static void signal(Engine engine, UUID request) {
      try {
        var workflow =
            engine
                .client()
                .newUntypedWorkflowStub(
                    RequestWorkflow.class.getSimpleName(),
                    WorkflowOptions.newBuilder()
                        .setWorkflowId("request-" + request)
                        .setTaskQueue(Workers.QUEUE)
                        .build());
        workflow.signalWithStart("wake", new Object[0], new Object[] {request.toString()});
      } catch (RuntimeException unreachable) {
        LOG.warn(
            "the engine did not take a wake-up ({}); the sweeper will repeat it",
            unreachable.getClass().getSimpleName());
      }
    }
  }
}
