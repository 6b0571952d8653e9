package dev.writ.engine;

import java.util.List;
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
  private final List<EngineRoom> rooms;
  private final EngineGate gate;
  private final Workers workers;

  Sweeper(List<EngineRoom> rooms, EngineGate gate, Workers workers) {
    this.rooms = rooms;
    this.gate = gate;
    this.workers = workers;
  }

  @EventListener(ApplicationReadyEvent.class)
  @Scheduled(initialDelayString = "${writ.sweep}", fixedDelayString = "${writ.sweep}")
  void sweep() {
    workers.serveAll();
    int swept = 0;
    for (var room : rooms) {
      for (var work : room.unfinished()) {
        gate.startMissing(work);
        swept++;
      }
    }
    if (swept > 0) {
      LOG.info("swept {} unfinished workflows", swept);
    }
  }
}
