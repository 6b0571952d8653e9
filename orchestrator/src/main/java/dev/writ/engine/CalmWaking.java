package dev.writ.engine;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Wakes a workflow at most once a second: at once after a while of silence, and once more for all
 * that came within the second. Ten thousand moves would otherwise be ten thousand signals in one
 * history. Whoever is woken reads the record, so one is as good as many.
 */
@Component
class CalmWaking {
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private final EngineGate gate;
  private final Map<String, Boolean> calm = new ConcurrentHashMap<>();
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("calm-waking").daemon().factory());

  CalmWaking(EngineGate gate) {
    this.gate = gate;
  }

  /**
   * Tells the workflow, started if need be, that the record has changed: now or within a second.
   */
  void wake(EngineRoom.Work work) {
    calm.compute(
        work.id(),
        (id, again) -> {
          if (again == null) {
            gate.wake(work);
            pause(work);
          }
          return again != null;
        });
  }

  private void pause(EngineRoom.Work work) {
    var unused = later.schedule(() -> rested(work), BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void rested(EngineRoom.Work work) {
    calm.compute(
        work.id(),
        (id, again) -> {
          if (Boolean.TRUE.equals(again)) {
            gate.wake(work);
            pause(work);
            return false;
          }
          return null;
        });
  }

  @PreDestroy
  void stop() {
    later.shutdownNow();
  }
}
