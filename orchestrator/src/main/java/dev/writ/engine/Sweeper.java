package dev.writ.engine;

import dev.writ.request.RequestProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Starts whatever the record calls unfinished and the engine may have forgotten: at boot and every
 * minute. A workflow that runs is not touched, so that a long wait does not fill its history.
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
  @Scheduled(initialDelayString = "${writ.sweep}", fixedDelayString = "${writ.sweep}")
  void sweep() {
    workers.serveAll();
    var unfinished = progress.atWork();
    unfinished.forEach(gate::startMissing);
    if (!unfinished.isEmpty()) {
      LOG.info("swept {} unfinished requests", unfinished.size());
    }
  }
}
